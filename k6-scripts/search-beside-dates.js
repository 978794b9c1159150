/**
 * Do buyers behind the gate notice that others search without end? First, admitted buyers read the dates of many concerts.
 * Then others send expensive searches as well: five common words, different ones each time. Compare `dates_quiet` and
 * `dates_beside_searches`: the second p95 is at most 1.5 times the first one. Most searches are refused, which is right.
 */

import { sleep } from 'k6';
import exec from 'k6/execution';
import { Gauge, Trend } from 'k6/metrics';
import { isAnsweredOrRefused, isDates } from './lib/checks.js';
import { metrics } from './lib/metrics.js';
import { number } from './lib/options.js';
import { bypass, calls, together } from './lib/routes.js';

const SECONDS = number('DURATION', { full: 20, short: 5 });
const READERS = number('READERS', { full: 50, short: 20 });
const SEARCHES = number('SEARCHES', { full: 200, short: 40 });
const CONCERTS = number('CONCERTS', { full: 1000, short: 1000 });
const SHORTEST_BEGINNING = 3;
/* From the start of an instance, the admission rate needs this time to reach its ceiling. */
const SETTLED_SECONDS = 25;

const WORDS = [
  ...['concert', 'live', 'tour', 'world', 'acoustic', 'night', 'encore', 'summer', 'session', 'farewell', 'show', 'album'],
  ...['release', 'unplugged', 'anniversary', 'velvet', 'paper', 'silver', 'hollow', 'electric', 'quiet', 'crimson'],
  ...['golden', 'midnight', 'northern', 'broken', 'lunar', 'winter', 'honest', 'distant', 'harbor', 'lanterns', 'foxes'],
  ...['orchard', 'tigers', 'satellites', 'letters', 'rivers', 'machines', 'saints', 'gardens', 'echoes', 'sparrows'],
];

const datesQuiet = new Trend('dates_quiet', true);
const datesBesideSearches = new Trend('dates_beside_searches', true);
const shareLost = new Gauge('admission_share_lost');
/* The most that was lost so far. k6 compares the last value of a gauge with its limit. */
let most = 0;

export const options = {
  setupTimeout: `${SETTLED_SECONDS + 10}s`,
  scenarios: {
    quiet: arriving('readQuietly', READERS, 0),
    busy: arriving('readBesideSearches', READERS, SECONDS),
    searches: arriving('search', SEARCHES, SECONDS),
    share: { executor: 'constant-vus', exec: 'watch', vus: 1, startTime: `${SECONDS}s`, duration: `${SECONDS}s` },
  },
  thresholds: {
    'checks{kind:dates}': ['rate>0.99'],
    'checks{kind:search}': ['rate==1'],
    dates_beside_searches: ['p(95)<1000'],
    admission_share_lost: ['value<0.01'],
  },
};

function arriving(exec, rate, startSeconds) {
  return {
    executor: 'constant-arrival-rate',
    exec,
    rate,
    startTime: `${startSeconds}s`,
    duration: `${SECONDS}s`,
    preAllocatedVUs: rate * 2,
    tags: { kind: exec === 'search' ? 'search' : 'dates' },
  };
}

/** The share that this instance asks for, when it no longer rises. */
export function setup() {
  const token = bypass(`reader-${Date.now()}`).json('waitingToken');
  for (let waited = 0; share() < 1 && waited < SETTLED_SECONDS; waited++) {
    sleep(1);
  }
  return { token, before: share() };
}

export function readQuietly({ token }) {
  datesQuiet.add(read(token));
}

export function readBesideSearches({ token }) {
  datesBesideSearches.add(read(token));
}

function read(token) {
  const [answer] = together([calls.dates(1 + Math.floor(Math.random() * CONCERTS), token)]);
  isDates(answer);
  return answer.timings.duration;
}

export function search() {
  const [answer] = together([calls.search(fiveBeginnings())]);
  isAnsweredOrRefused(answer);
}

export function watch({ before }) {
  sleep(1);
  most = Math.max(most, before - share());
  shareLost.add(most);
}

/** Five different words, each cut at a random place, so that hardly any search comes twice. */
function fiveBeginnings() {
  const left = [...WORDS];
  const begin = exec.scenario.iterationInTest % left.length;
  return Array.from({ length: 5 }, (_, i) => {
    const at = i === 0 ? begin : Math.floor(Math.random() * left.length);
    const [word] = left.splice(at, 1);
    const length = SHORTEST_BEGINNING + Math.floor(Math.random() * (word.length - SHORTEST_BEGINNING + 1));
    return word.slice(0, length);
  }).join(' ');
}

function share() {
  return metrics()('admission_share');
}
