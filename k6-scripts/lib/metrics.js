/** Reads the metrics of an instance as Prometheus does. */

import http from 'k6/http';
import { MANAGEMENT_URL } from './addresses.js';
import { isMetrics } from './checks.js';

/**
 * Reads all current metrics. Returns a function of a metric's name and of labels, which returns the sum of the matching
 * series, or NaN if there are none.
 */
export function metrics() {
  const answer = http.get(`${MANAGEMENT_URL}/actuator/prometheus`, { tags: { name: 'metrics' } });
  const lines = isMetrics(answer) ? answer.body.split('\n') : [];
  return (name, labels = {}) => sum(lines.filter((line) => isOf(line, name, labels)).map(valueOf));
}

function isOf(line, name, labels) {
  return (
    (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) &&
    Object.entries(labels).every(([label, value]) => line.includes(`${label}="${value}"`))
  );
}

function valueOf(line) {
  return Number(line.slice(line.lastIndexOf(' ')));
}

function sum(values) {
  return values.length > 0 ? values.reduce((a, b) => a + b) : NaN;
}
