/**
 * Does everything stay level for hours? People come and go at a light rate. Meanwhile one virtual user reads the instance's
 * metrics every few seconds. Each figure has a limit of growth. The growth is that of a straight line through the samples,
 * without the first fifth of the time (lib/trend.js).
 */

import exec from 'k6/execution';
import { isAdmitted, isDates, isGone, isPage, isPlace } from './lib/checks.js';
import { requireFigures, thresholds, watch as watchFigures } from './lib/figures.js';
import { limits, number } from './lib/options.js';
import { issueToken, leave, listConcerts, queryDates, queryToken } from './lib/routes.js';
import { newUser } from './lib/users.js';
import { awaitAdmission } from './lib/waiting.js';

const RATE = number('RATE', { full: 100, short: 100 });
const DURATION_SECONDS = number('DURATION', { full: 7200, short: 12 });
const EVERY_SECONDS = number('EVERY', { full: 5, short: 1 });
const CONCERT = 451;
const PAGES = 20;
const DATES = 2;
const CALLS_OF_A_VISIT = 3 + PAGES + DATES;

export const options = {
  scenarios: {
    visits: {
      executor: 'constant-arrival-rate',
      exec: 'visit',
      rate: RATE,
      timeUnit: `${CALLS_OF_A_VISIT}s`,
      duration: `${DURATION_SECONDS}s`,
      preAllocatedVUs: RATE,
      maxVUs: 4 * RATE,
      gracefulStop: '90s',
    },
    watch: {
      executor: 'per-vu-iterations',
      exec: 'watch',
      vus: 1,
      iterations: 1,
      maxDuration: `${DURATION_SECONDS + 60}s`,
    },
  },
  thresholds: { ...limits({ p90: 1000, p95: 1000 }), ...thresholds },
};

export function setup() {
  requireFigures();
}

/** Joins, waits, leafs through the list, reads the dates and leaves. No one stays. */
export function visit() {
  const joined = issueToken(newUser());
  if (!isPlace(joined)) {
    return;
  }
  const token = joined.json('waitingToken');
  if (isAdmitted(awaitAdmission(joined.json(), () => [queryToken(token)]))) {
    read(token);
  }
  isGone(leave(token));
}

function read(token) {
  for (let page = 1; page <= PAGES; page++) {
    isPage(listConcerts(page));
  }
  for (let i = 0; i < DATES; i++) {
    isDates(queryDates(CONCERT, token));
  }
}

export function watch() {
  watchFigures(exec.scenario.startTime + DURATION_SECONDS * 1000, EVERY_SECONDS);
}
