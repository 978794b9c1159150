// Showgate's routes, one function each. Every call is counted under its route, not under its address, which may hold an
// id; and is sent again as retry.js says.

import encoding from 'k6/encoding';
import http from 'k6/http';
import { withRetry } from './retry.js';

const BASE_URL = (__ENV.BASE_URL || 'http://localhost:8081').replace(/\/$/, '');
const OPERATOR = {
  Authorization: `Basic ${encoding.b64encode(__ENV.OPERATOR || 'operator:operator')}`,
  'Content-Type': 'application/json',
};

/** Takes a place in the queue, or gives back the one that the user has. */
export function issueToken(user) {
  return call('POST', `/api/v1/user/${user}/queue/token/issue`, 'issue');
}

/** Asks for the place. */
export function queryToken(token) {
  return call('GET', '/api/v1/user/queue/token/query', 'query', holding(token));
}

/** Leaves the queue, or gives the slot of an active user to the next. */
export function leave(token) {
  return call('DELETE', '/api/v1/user/queue/token', 'leave', holding(token));
}

/** A page of the catalogue, from 1. */
export function listConcerts(page) {
  return call('GET', `/api/v1/concerts/query?page=${page}&size=10`, 'list');
}

/** The dates of a concert, for active users. */
export function queryDates(concert, token) {
  return call('GET', `/api/v1/concert/${concert}/date`, 'dates', holding(token));
}

/** The campaigns that there are. */
export function listCoupons() {
  return call('GET', '/api/v1/coupons', 'coupons');
}

/** A campaign, as its page shows it. */
export function queryCoupon(coupon) {
  return call('GET', `/api/v1/coupons/${coupon}`, 'coupon');
}

/** Claims a coupon, or gives back the receipt that the user has. */
export function claimCoupon(coupon, user) {
  return call('POST', claims(coupon), 'claim', by(user));
}

/** A double click: the answers to two claims that are sent at once. */
export function claimCouponTwice(coupon, user) {
  const claim = ['POST', BASE_URL + claims(coupon), null, params('claim', by(user))];
  return http.batch([claim, claim]);
}

/** What became of a claim, as soon as it is known or the time is over. */
export function queryClaim(receipt, user, waitMillis) {
  return call('GET', `/api/v1/coupons/claims/${receipt}?waitMillis=${waitMillis}`, 'receipt', by(user));
}

/** The operator makes a campaign. */
export function createCoupon(campaign) {
  return call('POST', '/api/v1/admin/coupons', 'create', OPERATOR, JSON.stringify(campaign));
}

/** What the operator is told about where the coupons of a campaign are. */
export function reconcile(coupon) {
  return call('GET', `/api/v1/admin/coupons/${coupon}/reconciliation`, 'reconciliation', OPERATOR);
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

function params(name, headers) {
  return { tags: { name }, headers };
}

function call(method, path, name, headers = {}, body = null) {
  return withRetry(() => http.request(method, BASE_URL + path, body, params(name, headers)));
}
