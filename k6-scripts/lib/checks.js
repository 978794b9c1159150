// What a right answer looks like. A wrong one counts in `checks` under the sentence here.

import { check } from 'k6';

/** Whether the answer is a place in the queue, waiting or active. */
export function isPlace(response) {
  return check(response, {
    'a place is answered': (r) => r.status === 200 && ['WAITING', 'ACTIVE'].includes(r.json('status')),
  });
}

/** Whether a place is still the same, and nobody came before it since. */
export function isKept(place, before) {
  return check(place, {
    'nobody is put back': (p) => p.waitingToken === before.waitingToken && p.num <= before.num,
  });
}

/** Whether the answer is a page of the catalogue. */
export function isPage(response) {
  return check(response, {
    'a page is answered': (r) => r.status === 200 && r.headers.Etag !== undefined && r.body.length > 2,
  });
}

/** Whether a page of the catalogue shows a concert under its newest title. */
export function isShown(response, title) {
  return check(response, { 'the change is seen': (r) => r.status === 200 && r.body.includes(title) });
}

/** Whether the operator's change was made. */
export function isChanged(response) {
  return check(response, { 'the concert is changed': (r) => r.status === 200 });
}

/** Whether a search found something, or nothing where there is nothing to be found. */
export function isFound(response, something) {
  return check(response, {
    'a search finds what there is': (r) => r.status === 200 && r.json('total') > 0 === something,
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

/** Whether the answer is a campaign whose figures can be true. */
export function isCampaign(response) {
  return check(response, {
    'a campaign is answered': (r) => r.status === 200 && r.json('left') >= 0 && r.json('left') <= r.json('stock'),
  });
}

/** Whether somebody who pressed too early is told when to come back. */
export function isNotOpen(response) {
  return check(response, {
    'too early is told so': (r) =>
      isProblem(r, 409, 'not-open') && r.json('opensAt') !== undefined && Number(r.headers['Retry-After']) >= 1,
  });
}

/** Whether a coupon was there to be had, and was. */
export function isTaken(response) {
  return check(response, { 'a coupon is taken': (r) => r.status === 202 });
}

/** Whether a claim was decided: a receipt, or none left. */
export function isDecided(response) {
  return response.status === 202 || isProblem(response, 409, 'sold-out');
}

/** Whether somebody who pressed got a decision, and the same one for each click that was answered. */
export function isOneDecision(answers) {
  return check(answers, {
    'a claim is decided': (all) => all.length > 0,
    'all clicks get the same receipt or none': (all) => new Set(all.map(receiptOf)).size <= 1,
  });
}

/** Whether a receipt became a coupon. */
export function isIssued(claim) {
  return check(claim, { 'a receipt becomes a coupon': (c) => c.status === 'ISSUED' && c.code.length > 0 });
}

/** Whether a campaign ended with exactly so many coupons sold, each of them recorded. */
export function isExact(figures, { stock, sold }) {
  return check(figures, {
    'every coupon that was wanted is recorded': (f) => f.recorded === sold,
    'what nobody wanted is left': (f) => f.stock === stock && f.left === stock - sold,
    'nothing is under way or set aside': (f) => f.inStream === 0 && f.setAside === 0,
    'the difference is 0': (f) => f.difference === 0,
  });
}

/** Whether the answer is the metrics of an instance. */
export function isMetrics(response) {
  return check(response, { 'metrics are answered': (r) => r.status === 200 });
}

function receiptOf(response) {
  return response.status === 202 ? response.json('receipt') : 'none';
}

function isProblem(response, status, kind) {
  return response.status === status && response.json('type').endsWith(`#${kind}`);
}
