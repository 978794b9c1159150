/**
 * Defines which answers are failures, for k6 (http_req_failed) and by kind. `status_429` and `status_503` count refusals.
 * `status_other` counts every other answer that is not right, and calls without an answer.
 */

import http from 'k6/http';
import { Counter } from 'k6/metrics';

const refused = { 429: new Counter('status_429'), 503: new Counter('status_503') };
const others = new Counter('status_other');
let right = [{ min: 200, max: 399 }];

/** Declares these statuses, or ranges of statuses, as right answers too. Call it when a script is loaded. */
export function alsoRight(...statuses) {
  right = [...right, ...statuses.map((status) => (status.min ? status : { min: status, max: status }))];
  http.setResponseCallback(http.expectedStatuses(...right));
}

/** Counts the answer if it is a failure, and returns it. */
export function counted(response) {
  const { status } = response;
  if (status in refused) {
    refused[status].add(1);
  } else if (!right.some(({ min, max }) => min <= status && status <= max)) {
    others.add(1);
  }
  return response;
}
