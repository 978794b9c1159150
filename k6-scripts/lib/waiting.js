/** Waits in the queue. The metric `admission_wait` is the time from joining until the person sees the admission. */

import { sleep } from 'k6';
import { Trend } from 'k6/metrics';
import { isKept, isPlace } from './checks.js';

const LONGEST_WAIT_MILLIS = 60000;
const admission = new Trend('admission_wait', true);

/** Polls when the server says to. Returns the last known place when it is ACTIVE or the longest wait is over. */
export function awaitAdmission(joined, ask) {
  const start = Date.now();
  let place = joined;
  while (place.status !== 'ACTIVE' && Date.now() - start < LONGEST_WAIT_MILLIS) {
    sleep(place.pollAfterMillis / 1000);
    place = latest(ask(), place);
  }
  admission.add(Date.now() - start);
  return place;
}

/** The place in the last of these answers, or the place before if no answer is a place. */
function latest(answers, before) {
  const places = answers.filter(isPlace).map((response) => response.json());
  places.forEach((place) => isKept(place, before));
  return places.at(-1) ?? before;
}
