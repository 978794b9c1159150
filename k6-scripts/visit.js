/**
 * Does a complete visit work for all kinds of people? A given number of people arrive each second, independent of the
 * people before them. They join, wait, read the list and the dates, take a coupon and leave. Most people just wait. Some
 * reload the page, which joins again. Some have two open tabs, and some give up. No one may lose their place.
 */

import { sleep } from 'k6';
import exec from 'k6/execution';
import { isAdmitted, isDates, isGone, isIssued, isPage, isPlace, isTaken } from './lib/checks.js';
import { awaitCoupon, makeCampaign } from './lib/coupons.js';
import { arriving, limits } from './lib/options.js';
import * as routes from './lib/routes.js';
import { newUser } from './lib/users.js';
import { awaitAdmission } from './lib/waiting.js';

/* Habits of ten people in a row: */
const PATIENT = 5;
const REFRESHING = 2;
const IN_TWO_TABS = 2;
const GIVING_UP = 1;

const CONCERT = 451;
const STOCK = 1000000;
const READING_SECONDS = 1;
const GIVING_UP_SECONDS = 1;

const HABITS = [
  ...Array(PATIENT).fill(waits(asks)),
  ...Array(REFRESHING).fill(waits(reloads)),
  ...Array(IN_TWO_TABS).fill(waits(asksTwice)),
  ...Array(GIVING_UP).fill(givesUp),
];

export const options = {
  /* The embedded start admits 5 people a second when it is busy, and 10 when it is not. */
  scenarios: arriving({ optimal: [3, 5, 3], maximum: [10, 10] }, { turn: 90, usually: 6 }),
  thresholds: limits({ p90: 1000, p95: 1000 }),
};

export function setup() {
  return makeCampaign({ name: 'Visits', stock: STOCK, opensAt: Date.now() - 60000 });
}

export default function (coupon) {
  const user = newUser();
  const joined = routes.issueToken(user);
  if (!isPlace(joined)) {
    return;
  }
  const token = joined.json('waitingToken');
  const comesIn = HABITS[exec.scenario.iterationInTest % HABITS.length];
  if (comesIn(user, joined.json())) {
    shop(coupon, user, token);
  }
  isGone(routes.leave(token));
}

/** The habit to wait until admitted, and to poll in the given way. */
function waits(ask) {
  return (user, joined) => isAdmitted(awaitAdmission(joined, () => ask(user, joined.waitingToken)));
}

function givesUp() {
  sleep(GIVING_UP_SECONDS);
  return false;
}

function asks(user, token) {
  return [routes.queryToken(token)];
}

function reloads(user, token) {
  return [routes.issueToken(user), routes.queryToken(token)];
}

function asksTwice(user, token) {
  return routes.together([routes.calls.query(token), routes.calls.query(token)]);
}

function shop(coupon, user, token) {
  isPage(routes.listConcerts(1));
  sleep(READING_SECONDS);
  isDates(routes.queryDates(CONCERT, token));
  sleep(READING_SECONDS);
  const claim = routes.claimCoupon(coupon, user);
  if (isTaken(claim)) {
    isIssued(awaitCoupon(claim.json('receipt'), user));
  }
}
