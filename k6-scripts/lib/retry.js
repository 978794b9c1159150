/**
 * Repeats a failed call after a second. Repeats hide nothing: each failed attempt counts in http_req_failed, its time in
 * http_req_duration, and the metric `retries` counts the repeats. RETRIES is the maximum number of repeats, 0 by default.
 * The scripts that these flows come from had 5.
 */

import { sleep } from 'k6';
import { Counter } from 'k6/metrics';

const RETRIES = Number(__ENV.RETRIES || 0);
const retries = new Counter('retries');

/** Returns the first answer that needs no repeat, or the last one. */
export function withRetry(call) {
  let response = call();
  for (let i = 0; i < RETRIES && isWorthRepeating(response); i++) {
    retries.add(1);
    sleep(1);
    response = call();
  }
  return response;
}

/** True if there is no answer, or one that asks to come back. */
function isWorthRepeating(response) {
  return response.status === 0 || response.status === 429 || response.status >= 500;
}
