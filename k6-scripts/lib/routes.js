/**
 * Showgate's routes, one function each. k6 counts every call under its route, because its address may contain an id. Failed
 * calls are repeated as in retry.js, except calls that are sent together.
 */

import encoding from 'k6/encoding';
import http from 'k6/http';
import { BASE_URL } from './addresses.js';
import { counted } from './failures.js';
import { withRetry } from './retry.js';

const OPERATOR = {
  Authorization: `Basic ${encoding.b64encode(__ENV.OPERATOR || 'operator:operator')}`,
  'Content-Type': 'application/json',
};

/** The calls that can be sent together, as in a rush. */
export const calls = {
  issue: (user) => call('POST', `/api/v1/user/${user}/queue/token/issue`, 'issue'),
  query: (token) => call('GET', '/api/v1/user/queue/token/query', 'query', holding(token)),
  gate: (token) => call('GET', '/api/v1/queue/gate', 'gate', holding(token)),
  list: (page, size = 10) => call('GET', `/api/v1/concerts/query?page=${page}&size=${size}`, 'list'),
  search: (keyword) =>
    call('GET', `/api/v1/concerts/query?page=1&size=10&keyword=${encodeURIComponent(keyword)}`, 'search'),
  dates: (concert, token) => call('GET', `/api/v1/concert/${concert}/date`, 'dates', holding(token)),
  coupon: (coupon) => call('GET', `/api/v1/coupons/${coupon}`, 'coupon'),
  claim: (coupon, user) => call('POST', claims(coupon), 'claim', by(user)),
  receipt: (receipt, user, waitMillis) =>
    call('GET', `/api/v1/coupons/claims/${receipt}?waitMillis=${waitMillis}`, 'receipt', by(user)),
};

/** Sends these calls at once. Returns the answers in the same order. */
export function together(list) {
  return http.batch(list).map(counted);
}

/** Takes a place in the queue, or returns the place that the user has. */
export function issueToken(user) {
  return send(calls.issue(user));
}

/** Asks for the place. */
export function queryToken(token) {
  return send(calls.query(token));
}

/** Leaves the queue, or ends the session of an active user. */
export function leave(token) {
  return send(call('DELETE', '/api/v1/user/queue/token', 'leave', holding(token)));
}

/** A page of the catalogue, from 1. */
export function listConcerts(page) {
  return send(calls.list(page));
}

/** The first page of the concerts that a keyword finds. */
export function searchConcerts(keyword) {
  return send(calls.search(keyword));
}

/** The dates of a concert, for active users. */
export function queryDates(concert, token) {
  return send(calls.dates(concert, token));
}

/** The list of campaigns. */
export function listCoupons() {
  return send(call('GET', '/api/v1/coupons', 'coupons'));
}

/** A campaign with the content of its page. */
export function queryCoupon(coupon) {
  return send(calls.coupon(coupon));
}

/** Claims a coupon, or returns the receipt that the user has. */
export function claimCoupon(coupon, user) {
  return send(calls.claim(coupon, user));
}

/** A double click: the answers to two claims that are sent at once. */
export function claimCouponTwice(coupon, user) {
  return together([calls.claim(coupon, user), calls.claim(coupon, user)]);
}

/** The result of a claim, as soon as it is known or the time is over. */
export function queryClaim(receipt, user, waitMillis) {
  return send(calls.receipt(receipt, user, waitMillis));
}

/** The operator creates a campaign. */
export function createCoupon(campaign) {
  return send(call('POST', '/api/v1/admin/coupons', 'create', OPERATOR, JSON.stringify(campaign)));
}

/** The reconciliation of a campaign: the state of all its coupons, for the operator. */
export function reconcile(coupon) {
  return send(call('GET', `/api/v1/admin/coupons/${coupon}/reconciliation`, 'reconciliation', OPERATOR));
}

/** The operator admits a user ahead of everyone who waits. */
export function bypass(user) {
  return send(call('PUT', `/api/v1/admin/queues/main/active/${user}`, 'bypass', OPERATOR));
}

/** A concert with the operator's details. */
export function findConcert(concert) {
  return send(call('GET', concertOf(concert), 'concert', OPERATOR));
}

/** The operator changes title, artist and venue of a concert, which makes every cached page of the catalogue old. */
export function changeConcert(concert, { title, artist, venue }) {
  return send(call('PUT', concertOf(concert), 'change', OPERATOR, JSON.stringify({ title, artist, venue })));
}

function concertOf(concert) {
  return `/api/v1/admin/concerts/${concert}`;
}

function claims(coupon) {
  return `/api/v1/coupons/${coupon}/claims`;
}

function holding(token) {
  return { waitingToken: token };
}

function by(user) {
  return { 'X-User-Id': user };
}

/** A call in the form that k6 needs. */
function call(method, path, name, headers = {}, body = null) {
  return [method, BASE_URL + path, body, { tags: { name }, headers }];
}

function send(request) {
  return withRetry(() => counted(http.request(...request)));
}
