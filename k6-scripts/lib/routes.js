// Showgate's routes, one function each. Every call is counted under its route, not under its address, which may hold an
// id; and is sent again as retry.js says.

import http from 'k6/http';
import { withRetry } from './retry.js';

const BASE_URL = (__ENV.BASE_URL || 'http://localhost:8081').replace(/\/$/, '');

/** Takes a place in the queue, or gives back the one that the user has. */
export function issueToken(user) {
  return call('POST', `/api/v1/user/${user}/queue/token/issue`, 'issue');
}

/** Asks for the place. */
export function queryToken(token) {
  return call('GET', '/api/v1/user/queue/token/query', 'query', token);
}

/** Leaves the queue, or gives the slot of an active user to the next. */
export function leave(token) {
  return call('DELETE', '/api/v1/user/queue/token', 'leave', token);
}

/** A page of the catalogue, from 1. */
export function listConcerts(page) {
  return call('GET', `/api/v1/concerts/query?page=${page}&size=10`, 'list');
}

/** The dates of a concert, for active users. */
export function queryDates(concert, token) {
  return call('GET', `/api/v1/concert/${concert}/date`, 'dates', token);
}

function call(method, path, name, token) {
  const params = { tags: { name }, headers: token ? { waitingToken: token } : {} };
  return withRetry(() => http.request(method, BASE_URL + path, null, params));
}
