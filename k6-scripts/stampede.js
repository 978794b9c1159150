// What happens when everybody asks for what is in no cache? Again and again the operator changes a concert, which makes every
// known page an old one; a second later all people ask at once, for the page that it is on and for some that hardly anybody
// ever asked for. All must see the change, in good time; and however many ask for a page, it is loaded from the database
// about once.

import { sleep } from 'k6';
import exec from 'k6/execution';
import { Gauge } from 'k6/metrics';
import { isChanged, isPage, isShown } from './lib/checks.js';
import { metrics } from './lib/metrics.js';
import { number } from './lib/options.js';
import { calls, changeConcert, findConcert, together } from './lib/routes.js';

const PEOPLE = number('PEOPLE', { full: 200, short: 50 });
const ROUNDS = number('ROUNDS', { full: 10, short: 2 });
const COLD_PAGES = 40;
const COLD_PAGES_EACH = 3;
const CONCERT = 451;
const PAGE_OF_IT = 46;
const ROUND_MILLIS = 3000;
const EVERYWHERE_MILLIS = 1000; // within it every instance knows of the change

const loadsOfAPage = new Gauge('loads_of_a_page');

export const options = {
  scenarios: {
    operator: { executor: 'per-vu-iterations', exec: 'change', vus: 1, iterations: ROUNDS },
    people: { executor: 'per-vu-iterations', exec: 'ask', vus: PEOPLE, iterations: ROUNDS },
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
  return { concert, begin: Date.now() + 1000, loads: loads() };
}

export function change({ concert, begin }) {
  const round = exec.vu.iterationInScenario;
  sleepUntil(begin + round * ROUND_MILLIS);
  isChanged(changeConcert(CONCERT, { ...concert, title: titleIn(round, concert, begin) }));
}

export function ask({ concert, begin }) {
  const round = exec.vu.iterationInScenario;
  sleepUntil(begin + round * ROUND_MILLIS + EVERYWHERE_MILLIS);
  const [page, ...cold] = together([calls.list(PAGE_OF_IT), ...coldPages(begin / ROUND_MILLIS + round)]);
  isShown(page, titleIn(round, concert, begin));
  cold.forEach(isPage);
}

export function teardown({ concert, loads: before }) {
  loadsOfAPage.add((loads() - before) / (ROUNDS * (1 + COLD_PAGES)));
  isChanged(changeConcert(CONCERT, concert));
}

/** Pages of a size that nobody else takes, so that they are cold although lists are warm. Somebody else asks for each, too. */
function coldPages(turn) {
  const size = 11 + (Math.floor(turn) % 89);
  return Array.from({ length: COLD_PAGES_EACH }, (_, i) =>
    calls.list(1 + ((exec.vu.idInTest * COLD_PAGES_EACH + i) % COLD_PAGES), size),
  );
}

function titleIn(round, { title }, begin) {
  return `${title} #${begin}-${round}`;
}

/** How often the catalogue was read from the database. */
function loads() {
  return metrics()('catalogue_lookups_total', { layer: 'database' });
}

/** Sleeps until this time, in ms as Date.now() has it. */
function sleepUntil(time) {
  sleep(Math.max(0, time - Date.now()) / 1000);
}
