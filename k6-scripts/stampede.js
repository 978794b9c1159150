/**
 * Does the catalogue stay fast when everyone asks for pages that no cache has? In each round the operator changes a
 * concert, which makes every cached page old. A second later, all people ask at once for the page with that concert, and
 * for pages that no one asked for before. Everyone must see the change in time. Each page is loaded from the database about
 * once, no matter how many people ask for it.
 */

import { sleep } from 'k6';
import exec from 'k6/execution';
import { Gauge } from 'k6/metrics';
import { isChanged, isPage, isShown } from './lib/checks.js';
import { metrics } from './lib/metrics.js';
import { number } from './lib/options.js';
import { calls, changeConcert, findConcert, together } from './lib/routes.js';

const PEOPLE = number('PEOPLE', { full: 200, short: 20 });
const ROUNDS = number('ROUNDS', { full: 10, short: 2 });
const COLD_PAGES = number('COLD_PAGES', { full: 40, short: 10 });
const COLD_PAGES_EACH = 3;
const CONCERT = 451;
const PAGE_OF_IT = 46;
const PAUSE_SECONDS = 1;
/* Within this time, every instance knows about the change. */
const EVERYWHERE_SECONDS = 1;

const loadsOfAPage = new Gauge('loads_of_a_page');

export const options = {
  batch: PEOPLE * (1 + COLD_PAGES_EACH),
  batchPerHost: PEOPLE * (1 + COLD_PAGES_EACH),
  scenarios: {
    /* One virtual user sends all calls, because only it knows when the operator's change was answered. */
    rounds: { executor: 'per-vu-iterations', vus: 1, iterations: ROUNDS },
  },
  thresholds: {
    checks: ['rate==1'],
    'http_req_duration{name:list}': ['p(95)<1000'],
    loads_of_a_page: ['value>0.9', 'value<1.1'],
  },
};

export function setup() {
  const { title, artist, venue } = findConcert(CONCERT).json();
  /* Without the suffix of an interrupted run. */
  const concert = { title: title.replace(/ #[-\d]+$/, ''), artist, venue };
  return { concert, begin: Date.now(), loads: loads() };
}

export default function ({ concert, begin }) {
  const round = exec.scenario.iterationInTest;
  const title = `${concert.title} #${begin}-${round}`;
  sleep(PAUSE_SECONDS);
  isChanged(changeConcert(CONCERT, { ...concert, title }));
  sleep(EVERYWHERE_SECONDS);
  const shown = Array.from({ length: PEOPLE }, () => calls.list(PAGE_OF_IT));
  const answers = together([...shown, ...coldPages(Math.floor(begin / 1000) + round)]);
  answers.slice(0, PEOPLE).forEach((page) => isShown(page, title));
  answers.slice(PEOPLE).forEach(isPage);
}

export function teardown({ concert, loads: before }) {
  loadsOfAPage.add((loads() - before) / (ROUNDS * (1 + COLD_PAGES)));
  isChanged(changeConcert(CONCERT, concert));
}

/** Pages of a size that no one else uses, so that no cache has them. Several people ask for each page. */
function coldPages(turn) {
  const size = 11 + (turn % 89);
  return Array.from({ length: PEOPLE * COLD_PAGES_EACH }, (_, i) => calls.list(1 + (i % COLD_PAGES), size));
}

/** How often Showgate read the catalogue from the database. */
function loads() {
  return metrics()('catalogue_lookups_total', { layer: 'database' });
}
