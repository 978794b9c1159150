/**
 * Checks that the figures of an instance stay level. The metric `growth_<figure>` is the growth of each figure, and `level`
 * says if that growth is within its limit.
 */

import { fail, sleep } from 'k6';
import { Gauge, Rate } from 'k6/metrics';
import { metrics } from './metrics.js';
import { number } from './options.js';
import { afterWarmUp, floors, growth, rates } from './trend.js';

const MB = 1024 * 1024;
const MAIN = { queue: 'main' };

/**
 * For each figure: `read` reads it, `judged` selects or converts the samples to judge (default: all), and `may` is the
 * growth that is allowed. A JVM is not level right after its start, so the short form allows more.
 */
const FIGURES = {
  heap_mb: {
    read: (metric) => metric('jvm_memory_used_bytes', { area: 'heap' }) / MB,
    /* The heap after collections. */
    judged: (samples) => floors(samples, 20),
    may: number('MAY_HEAP_MB', { full: 50, short: 500 }),
  },
  gc_pause_percent: {
    read: (metric) => 100 * metric('jvm_gc_pause_seconds_sum'),
    /* The share of time. */
    judged: rates,
    may: number('MAY_GC_PAUSE_PERCENT', { full: 1, short: 20 }),
  },
  threads: {
    read: (metric) => metric('jvm_threads_live_threads'),
    may: number('MAY_THREADS', { full: 10, short: 50 }),
  },
  connections: {
    read: (metric) => metric('hikaricp_connections_active'),
    may: number('MAY_CONNECTIONS', { full: 2, short: 5 }),
  },
  waiting_for_connections: {
    read: (metric) => metric('hikaricp_connections_pending'),
    may: number('MAY_WAITING_FOR_CONNECTIONS', { full: 1, short: 2 }),
  },
  redis_mb: {
    read: (metric) => metric('queue_redis_memory_bytes', MAIN) / MB,
    may: number('MAY_REDIS_MB', { full: 20, short: 20 }),
  },
  people: {
    read: (metric) => metric('queue_waiting', MAIN) + metric('queue_active', MAIN),
    may: number('MAY_PEOPLE', { full: 20, short: 20 }),
  },
};

const NAMES = Object.keys(FIGURES);
const level = new Rate('level');
const growths = Object.fromEntries(NAMES.map((name) => [name, new Gauge(`growth_${name}`)]));

/** Every figure stays level. A figure without samples fails. */
export const thresholds = Object.fromEntries(NAMES.map((name) => [`level{figure:${name}}`, ['rate==1']]));

/** Fails in `setup` if a figure is missing, and not after hours. */
export function requireFigures() {
  const metric = metrics();
  const missing = NAMES.filter((name) => Number.isNaN(FIGURES[name].read(metric)));
  if (missing.length > 0) {
    fail(`The metrics at MANAGEMENT_URL have no values for ${missing.join(', ')}`);
  }
}

/** Reads the figures at an interval until `end`, in ms as in Date.now(), and then judges them. */
export function watch(end, everySeconds) {
  const samples = Object.fromEntries(NAMES.map((name) => [name, []]));
  while (Date.now() < end) {
    const metric = metrics();
    const seconds = Date.now() / 1000;
    NAMES.forEach((name) => samples[name].push({ seconds, value: FIGURES[name].read(metric) }));
    sleep(everySeconds);
  }
  NAMES.forEach((name) => judge(name, samples[name]));
}

function judge(name, samples) {
  const { judged = (all) => all, may } = FIGURES[name];
  const grown = growth(judged(afterWarmUp(samples.filter(({ value }) => !Number.isNaN(value)))));
  growths[name].add(grown);
  level.add(grown <= may, { figure: name });
}
