/**
 * Does the installation bear twice its capacity, with people who do not give up? Batches of calls of all kinds arrive at
 * twice the rate that it can serve. People whose calls are refused come back when told to, and try up to five times. Every
 * answer must be an allowed one, people who poll must get their place, and afterwards everything must be normal again.
 */

import { sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Rate } from 'k6/metrics';
import { alsoRight } from './lib/failures.js';
import { number } from './lib/options.js';
import { AT_ONCE, goOnAsUsual, mix, prepare, send, thresholds } from './lib/rush.js';

const CAPACITY = number('CAPACITY', { full: 4000, short: 500 });
const DURATION_SECONDS = number('DURATION', { full: 120, short: 5 });
const AFTER_SECONDS = number('AFTER', { full: 15, short: 7 });
const ATTEMPTS = 5;

const repeated = new Counter('repeated');
const givenUp = new Counter('given_up');
const pollsAnswered = new Rate('polls_answered');

export const options = {
  batch: AT_ONCE,
  batchPerHost: AT_ONCE,
  setupTimeout: '2m',
  scenarios: {
    rush: {
      executor: 'constant-arrival-rate',
      exec: 'rush',
      rate: Math.ceil((2 * CAPACITY) / AT_ONCE),
      duration: `${DURATION_SECONDS}s`,
      preAllocatedVUs: Math.ceil(CAPACITY / AT_ONCE),
      maxVUs: Math.ceil(CAPACITY / 4),
      gracefulStop: '0s',
    },
    usual: {
      executor: 'constant-arrival-rate',
      exec: 'usual',
      rate: 5,
      duration: `${DURATION_SECONDS + AFTER_SECONDS}s`,
      preAllocatedVUs: 20,
      maxVUs: 100,
    },
  },
  thresholds: { ...thresholds, polls_answered: ['rate>0.99'] },
};

/* A refusal is a right answer. */
alsoRight({ min: 400, max: 499 }, 503);

export function setup() {
  return prepare();
}

export function rush(prepared) {
  let calls = mix(prepared);
  for (let attempt = 1; calls.length > 0; attempt++) {
    const refused = send(calls);
    calls.filter(isPoll).forEach((poll) => pollsAnswered.add(!refused.some(({ call }) => call === poll)));
    if (refused.length > 0 && attempt === ATTEMPTS) {
      givenUp.add(refused.length);
      return;
    }
    if (refused.length > 0) {
      sleep(Math.max(...refused.map(({ wait }) => wait)));
      repeated.add(refused.length);
    }
    calls = refused.map(({ call }) => call);
  }
}

function isPoll(call) {
  return call[3].tags.name === 'query';
}

export function usual(prepared) {
  goOnAsUsual(prepared, exec.scenario.startTime + DURATION_SECONDS * 1000);
}
