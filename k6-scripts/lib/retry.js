// Sends a call again that failed, a second apart. Honest: each failed attempt stays in http_req_failed and its time in
// http_req_duration, and the metric `retries` says how many there were. Off unless RETRIES says how often (the scripts
// that these flows come from had 5).

import { sleep } from 'k6';
import { Counter } from 'k6/metrics';

const RETRIES = Number(__ENV.RETRIES || 0);
const retries = new Counter('retries');

/** The first answer that is no failure, or the last. */
export function withRetry(call) {
  let response = call();
  for (let i = 0; i < RETRIES && isWorthRepeating(response); i++) {
    retries.add(1);
    sleep(1);
    response = call();
  }
  return response;
}

/** No answer at all, or one that asks to come back. */
function isWorthRepeating(response) {
  return response.status === 0 || response.status === 429 || response.status >= 500;
}
