// What a right answer looks like. A wrong one counts in `checks` under the sentence here.

import { check } from 'k6';

/** Whether the answer is a place in the queue, waiting or active. */
export function isPlace(response) {
  return check(response, {
    'a place is answered': (r) => r.status === 200 && ['WAITING', 'ACTIVE'].includes(r.json('status')),
  });
}

/** Whether the answer is a page of the catalogue. */
export function isPage(response) {
  return check(response, {
    'a page is answered': (r) => r.status === 200 && r.headers.Etag !== undefined && r.body.length > 2,
  });
}

/** Whether the answer is the dates of a concert, at least one. */
export function isDates(response) {
  return check(response, {
    'dates are answered': (r) => r.status === 200 && r.body.includes('{'),
  });
}

/** Whether the slot was given back. */
export function isGone(response) {
  return check(response, { 'the slot is given back': (r) => r.status === 204 });
}

/** Whether somebody came in within the time that the flow allows. */
export function isAdmitted(place) {
  return check(place, { 'admitted in time': (p) => p.status === 'ACTIVE' });
}
