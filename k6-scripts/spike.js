// What do 10,000 calls within a second do? They come from everywhere at once and are of all kinds. Each must be answered,
// by policy if not by its content: 429 or 503 with a time to come back, never another 5xx, never nothing. People who were
// there before go on as usual meanwhile; five seconds later they must not feel anything any more.

import exec from 'k6/execution';
import { alsoRight } from './lib/failures.js';
import { number } from './lib/options.js';
import { AT_ONCE, goOnAsUsual, mix, prepare, send, thresholds } from './lib/rush.js';

const CALLS = number('CALLS', { full: 10000, short: 1000 });
const BEFORE_SECONDS = 3;
const AFTER_SECONDS = number('AFTER', { full: 15, short: 7 });

export const options = {
  batch: AT_ONCE,
  batchPerHost: AT_ONCE,
  setupTimeout: '2m',
  scenarios: {
    rush: {
      executor: 'per-vu-iterations',
      exec: 'rush',
      vus: Math.ceil(CALLS / AT_ONCE),
      iterations: 1,
      startTime: `${BEFORE_SECONDS}s`,
      maxDuration: '60s',
    },
    usual: {
      executor: 'constant-arrival-rate',
      exec: 'usual',
      rate: 5,
      duration: `${BEFORE_SECONDS + 1 + AFTER_SECONDS}s`,
      preAllocatedVUs: 20,
      maxVUs: 50,
    },
  },
  thresholds,
};

// To be refused is a right answer.
alsoRight({ min: 400, max: 499 }, 503);

export function setup() {
  return prepare();
}

export function rush(prepared) {
  send(mix(prepared));
}

export function usual(prepared) {
  goOnAsUsual(prepared, exec.scenario.startTime + (BEFORE_SECONDS + 1) * 1000);
}
