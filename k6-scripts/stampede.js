// What happens when everybody asks for what is in no cache? Again and again the operator changes a concert, which makes every
// known page an old one; a second after that is done all people ask at once, for the page that it is on and for some that
// hardly anybody ever asked for. All must see the change, in good time; and however many ask for a page, it is loaded from
// the database about once.

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
const EVERYWHERE_SECONDS = 1; // within it every instance knows of the change

const loadsOfAPage = new Gauge('loads_of_a_page');

export const options = {
  batch: PEOPLE * (1 + COLD_PAGES_EACH),
  batchPerHost: PEOPLE * (1 + COLD_PAGES_EACH),
  scenarios: {
    // One who sends for all, since none of them could tell when the operator's change was answered.
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
  const concert = { title: title.replace(/ #[-\d]+$/, ''), artist, venue }; // without what an interrupted run left
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

/** Pages of a size that nobody else takes, so that they are cold although lists are warm; some people ask for each. */
function coldPages(turn) {
  const size = 11 + (turn % 89);
  return Array.from({ length: PEOPLE * COLD_PAGES_EACH }, (_, i) => calls.list(1 + (i % COLD_PAGES), size));
}

/** How often the catalogue was read from the database. */
function loads() {
  return metrics()('catalogue_lookups_total', { layer: 'database' });
}
