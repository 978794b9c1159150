/**
 * Do exactly as many people get a coupon as there are coupons? The operator creates a campaign that opens at a set second.
 * Each iteration is a new person. They read the campaign's page, wait for the opening by the server's clock, press, and
 * query the receipt until it is a coupon. The first people wait together; the others come as soon as a virtual user is
 * free. Some people press too early. Half of them press twice at once. Some press again because they lost the answer or
 * doubt it. At the end, the operator's figures must agree with the answers that the people got.
 */

import { sleep } from 'k6';
import exec from 'k6/execution';
import { Counter, Trend } from 'k6/metrics';
import { isCampaign, isDecided, isExact, isIssued, isNotOpen, isOneDecision } from './lib/checks.js';
import { awaitCoupon, makeCampaign } from './lib/coupons.js';
import { alsoRight } from './lib/failures.js';
import { LOAD, limits, number } from './lib/options.js';
import * as routes from './lib/routes.js';
import { newUser } from './lib/users.js';

const STOCK = number('STOCK', { full: 10000, short: 200, load: LOAD });
const USERS = number('USERS', { full: 50000, short: 600, load: 4 * LOAD });
const AT_ONCE = Math.min(USERS, number('AT_ONCE', { full: 500, short: 100, load: LOAD }));
const OPENS_IN_SECONDS = number('OPENS_IN', { full: 10, short: 5, load: 5 });
const SOLD = Math.min(STOCK, USERS);
const CLICKS_AT_MOST = 60;

const issued = new Counter('people_with_a_coupon');
const refused = new Counter('people_without');
const delay = new Trend('delay_until_issued', true);

export const options = {
  scenarios: {
    people: { executor: 'shared-iterations', vus: AT_ONCE, iterations: USERS, maxDuration: '15m', gracefulStop: '60s' },
  },
  thresholds: {
    ...limits({ p90: 1000, p95: 1000 }),
    checks: ['rate==1'],
    people_with_a_coupon: [`count==${SOLD}`],
    people_without: [`count==${USERS - SOLD}`],
    delay_until_issued: ['p(99)<1000'],
  },
};

/* Sold out and not open yet are right answers. */
alsoRight(409);

export function setup() {
  const now = Date.parse(routes.listCoupons().json('serverTime'));
  const opensAt = Math.ceil(now / 1000 + OPENS_IN_SECONDS) * 1000;
  return makeCampaign({ name: `Flash drop of ${STOCK}`, stock: STOCK, opensAt });
}

export default function (coupon) {
  const user = newUser();
  const turn = exec.scenario.iterationInTest;
  awaitOpening(coupon, user, turn % 20 === 1);
  const answers = press(coupon, user, turn % 2 === 0);
  if (turn % 10 === 3) {
    /* They lost the answer. */
    answers.push(...press(coupon, user));
  }
  if (answers[0]?.status === 202) {
    redeem(answers[0].json('receipt'), user);
  }
  if (turn % 10 === 5) {
    /* They doubt it. */
    answers.push(...press(coupon, user));
  }
  if (isOneDecision(answers) && answers[0].status !== 202) {
    refused.add(1);
  }
}

export function teardown(coupon) {
  isExact(routes.reconcile(coupon).json(), { stock: STOCK, sold: SOLD });
}

/** Reads the page about once a second until the campaign opens. Impatient people press before that. */
function awaitOpening(coupon, user, impatient) {
  let wait = untilOpening(coupon);
  if (impatient && wait > 2000) {
    isNotOpen(routes.claimCoupon(coupon, user));
  }
  while (wait > 0) {
    const pause = Math.min(wait, 800 + 400 * Math.random());
    sleep(pause / 1000);
    wait = pause === wait ? 0 : untilOpening(coupon);
  }
}

/** Milliseconds until the opening by the server's clock; 0 or less for an open campaign. */
function untilOpening(coupon) {
  const page = routes.queryCoupon(coupon);
  return isCampaign(page) ? Date.parse(page.json('opensAt')) - Date.parse(page.json('serverTime')) : 1000;
}

/** Presses at the intervals that the answers give, until there is a decision. Returns the answers that decide. */
function press(coupon, user, double) {
  for (let click = 0; click < CLICKS_AT_MOST; click++) {
    const answers = double ? routes.claimCouponTwice(coupon, user) : [routes.claimCoupon(coupon, user)];
    const decided = answers.filter(isDecided);
    if (decided.length > 0) {
      return decided;
    }
    sleep(Number(answers[0].headers['Retry-After'] || 1));
  }
  return [];
}

/** Waits for the coupon, and records how long that takes. */
function redeem(receipt, user) {
  const start = Date.now();
  if (isIssued(awaitCoupon(receipt, user))) {
    delay.add(Date.now() - start);
    issued.add(1);
  }
}
