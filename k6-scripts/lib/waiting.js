// Waiting in the queue. `admission_wait` is how long it took from joining to being let in, as the person noticed it.

import { sleep } from 'k6';
import { Trend } from 'k6/metrics';
import { isKept, isPlace } from './checks.js';

const LONGEST_WAIT_MILLIS = 60000;
const admission = new Trend('admission_wait', true);

/** Asks for the place whenever the server says to; the last known one, once it is ACTIVE or the longest wait is over. */
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

/** The place as the last of these answers has it, or as it was before if none of them is a place. */
function latest(answers, before) {
  const places = answers.filter(isPlace).map((response) => response.json());
  places.forEach((place) => isKept(place, before));
  return places.at(-1) ?? before;
}
