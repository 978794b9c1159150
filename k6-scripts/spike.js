/**
 * Does the installation answer 10,000 calls within a second? They are of all kinds and come at once. Each must get an
 * answer: its content, or 429 or 503 with a time to come back. Another 5xx or no answer is wrong. Meanwhile, people who
 * came before the rush continue as usual. Five seconds later, nothing may be different for them from before the rush.
 */

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

/* A refusal is a right answer. */
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
