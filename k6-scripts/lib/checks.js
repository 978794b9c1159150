/** The checks for right answers. k6 counts a wrong answer in `checks` under the sentence given here. */

import { check } from 'k6';

/** True if the answer is a place in the queue, waiting or active. */
export function isPlace(response) {
  return check(response, {
    'a place is answered': (r) => r.status === 200 && ['WAITING', 'ACTIVE'].includes(r.json('status')),
  });
}

/** True if a place is still the same, and no one has moved ahead of it. */
export function isKept(place, before) {
  return check(place, {
    'no one loses their position': (p) => p.waitingToken === before.waitingToken && p.num <= before.num,
  });
}

/** True if the answer is a page of the catalogue. */
export function isPage(response) {
  return check(response, {
    'a page is answered': (r) => r.status === 200 && r.headers.Etag !== undefined && r.body.length > 2,
  });
}

/** True if a page of the catalogue shows a concert with its newest title. */
export function isShown(response, title) {
  return check(response, { 'the change is seen': (r) => r.status === 200 && r.body.includes(title) });
}

/** True if the operator's change was made. */
export function isChanged(response) {
  return check(response, { 'the concert is changed': (r) => r.status === 200 });
}

/** True if a search finds something, or finds nothing when nothing matches. */
export function isFound(response, something) {
  return check(response, {
    'a search finds every match': (r) => r.status === 200 && r.json('total') > 0 === something,
  });
}

/** True if a page is answered, or the call is refused with a time to come back. */
export function isAnsweredOrRefused(response) {
  return check(response, {
    'a search is answered or told to come back': (r) =>
      r.status === 200 || ([429, 503].includes(r.status) && r.headers['Retry-After'] !== undefined),
  });
}

/** True if the answer has at least one date of a concert. */
export function isDates(response) {
  return check(response, {
    'dates are answered': (r) => r.status === 200 && r.body.includes('{'),
  });
}

/** True if the place was given up. */
export function isGone(response) {
  return check(response, { 'the place is given up': (r) => r.status === 204 });
}

/** True if a person was admitted within the time that the flow allows. */
export function isAdmitted(place) {
  return check(place, { 'admitted in time': (p) => p.status === 'ACTIVE' });
}

/** True if the answer is a campaign with plausible figures. */
export function isCampaign(response) {
  return check(response, {
    'a campaign is answered': (r) => r.status === 200 && r.json('left') >= 0 && r.json('left') <= r.json('stock'),
  });
}

/** True if a person who pressed too early is told when to come back. */
export function isNotOpen(response) {
  return check(response, {
    'too early gets the opening time': (r) =>
      isProblem(r, 409, 'not-open') && r.json('opensAt') !== undefined && Number(r.headers['Retry-After']) >= 1,
  });
}

/** True if a coupon was available and the claim got it. */
export function isTaken(response) {
  return check(response, { 'a coupon is taken': (r) => r.status === 202 });
}

/** True if a claim is decided: a receipt, or sold out. */
export function isDecided(response) {
  return response.status === 202 || isProblem(response, 409, 'sold-out');
}

/** True if a person got a decision, and the same one for each answered click. */
export function isOneDecision(answers) {
  return check(answers, {
    'a claim is decided': (all) => all.length > 0,
    'all clicks get the same receipt or none': (all) => new Set(all.map(receiptOf)).size <= 1,
  });
}

/** True if a receipt became a coupon. */
export function isIssued(claim) {
  return check(claim, { 'a receipt becomes a coupon': (c) => c.status === 'ISSUED' && c.code.length > 0 });
}

/** True if a campaign ended with exactly this number of coupons sold, and each of them is recorded. */
export function isExact(figures, { stock, sold }) {
  return check(figures, {
    'every sold coupon is recorded': (f) => f.recorded === sold,
    'the other coupons are left': (f) => f.stock === stock && f.left === stock - sold,
    'no claim is in the stream or a dead letter': (f) => f.inStream === 0 && f.setAside === 0,
    'the difference is 0': (f) => f.difference === 0,
  });
}

/** True if the answer is the metrics of an instance. */
export function isMetrics(response) {
  return check(response, { 'metrics are answered': (r) => r.status === 200 });
}

function receiptOf(response) {
  return response.status === 202 ? response.json('receipt') : 'none';
}

function isProblem(response, status, kind) {
  return response.status === status && response.json('type').endsWith(`#${kind}`);
}
