/**
 * Sends a rush of all kinds of calls, checks the answers, and measures how long it takes until everything is normal again.
 */

import { check } from 'k6';
import exec from 'k6/execution';
import { Counter, Trend } from 'k6/metrics';
import { makeCampaign } from './coupons.js';
import * as routes from './routes.js';

/** The number of calls that one iteration sends at once. */
export const AT_ONCE = 20;

const CONCERT = 451;
const PEOPLE = 100;
const STATUSES = [0, 200, 202, 204, 400, 401, 403, 404, 409, 429, 500, 502, 503, 504];
const BY_POLICY = [200, 202, 204, 401, 403, 404, 409, 429, 503];
const KINDS = ['issue', 'query', 'gate', 'list', 'dates', 'coupon', 'claim', 'receipt'];
const NORMAL_MILLIS = 500;

/** answers_query_200 and so on. k6 prints the ones that occurred. */
const answers = Object.fromEntries(
  KINDS.flatMap((kind) => STATUSES.map((status) => `answers_${kind}_${status}`)).map((name) => [name, new Counter(name)]),
);
const backToNormal = new Trend('back_to_normal', true);

/** Creates a campaign, waiting people, active users, and receipts; in `setup`. */
export function prepare() {
  const now = Date.now();
  const coupon = makeCampaign({ name: 'Rush', stock: 1000000, opensAt: now - 60000 });
  const run = now.toString(36);
  const people = Array.from({ length: PEOPLE }, (_, i) => `rush-${run}-${i}`);
  return {
    run,
    coupon,
    waiting: people.map((user) => routes.issueToken(user).json('waitingToken')),
    active: people.map((user) => routes.bypass(`${user}-active`).json('waitingToken')),
    receipts: people.map((user) => ({ user, receipt: routes.claimCoupon(coupon, user).json('receipt') })),
  };
}

/** The calls of many people at once: most poll and join, some read, claim and query their claims. */
export function mix({ run, coupon, waiting, active, receipts }) {
  const turn = exec.scenario.iterationInTest;
  const user = (i) => `rush-${run}-${exec.scenario.name}-${turn}-${i}`;
  const any = (list) => list[Math.floor(Math.random() * list.length)];
  const held = any(receipts);
  return [
    ...Array.from({ length: 5 }, (_, i) => routes.calls.issue(user(i))),
    ...Array.from({ length: 5 }, () => routes.calls.query(any(waiting))),
    ...Array.from({ length: 3 }, () => routes.calls.list(1 + Math.floor(Math.random() * 1000))),
    routes.calls.dates(CONCERT, any(active)),
    routes.calls.dates(CONCERT, any(waiting)),
    routes.calls.gate(any(active)),
    ...Array.from({ length: 2 }, () => routes.calls.coupon(coupon)),
    routes.calls.claim(coupon, user(0)),
    routes.calls.receipt(held.receipt, held.user, 0),
  ];
}

/** Sends calls at once and counts the answers. Returns the refused calls, with the seconds to wait. */
export function send(calls) {
  const refused = [];
  routes.together(calls).forEach((answer, i) => {
    const kind = calls[i][3].tags.name;
    answers[`answers_${kind}_${answer.status}`]?.add(1);
    isByPolicy(answer);
    if (isRefused(answer)) {
      refused.push({ call: calls[i], wait: Number(answer.headers['Retry-After'] || 1) });
    }
  });
  return refused;
}

function isByPolicy(answer) {
  check(answer, {
    'every answer has an allowed status': (r) => BY_POLICY.includes(r.status),
    'every refusal says when to come back': (r) => !isRefused(r) || Number(r.headers['Retry-After']) >= 1,
  });
}

function isRefused(answer) {
  return answer.status === 429 || answer.status === 503;
}

/**
 * A usual user who came before the rush: polls, leafs through the catalogue, and joins. If one of these calls is refused or
 * slow after the last second of the rush, this records how long after it that was.
 */
export function goOnAsUsual({ run, waiting }, rushEnd) {
  const turn = exec.scenario.iterationInTest;
  const usual = [
    routes.calls.query(waiting[turn % waiting.length]),
    routes.calls.list(1 + (turn % 100)),
    routes.calls.issue(`usual-${run}-${turn}`),
  ];
  const normal = routes.together(usual).every((r) => r.status === 200 && r.timings.duration < NORMAL_MILLIS);
  const since = Date.now() - rushEnd;
  if (!normal && since > 0) {
    backToNormal.add(since);
  } else if (normal) {
    backToNormal.add(0);
  }
}

/** Every answer has an allowed status, no answer takes too long, and five seconds later everything is normal. */
export const thresholds = {
  checks: ['rate==1'],
  http_req_duration: ['max<10000'],
  back_to_normal: ['max<5000'],
};
