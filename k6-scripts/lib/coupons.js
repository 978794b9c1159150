/** Creates a campaign for this run, and waits for the results of claims. */

import { check, fail, sleep } from 'k6';
import * as routes from './routes.js';

const OPEN_MILLIS = 3600000;
const POLL_MILLIS = 10000;
const POLLS_AT_MOST = 12;

/** Creates a campaign that is open for an hour, in `setup`. Returns its id when every instance knows it. */
export function makeCampaign({ name, stock, opensAt }) {
  const created = routes.createCoupon({
    name,
    stock,
    opensAt: new Date(opensAt).toISOString(),
    closesAt: new Date(opensAt + OPEN_MILLIS).toISOString(),
  });
  if (!check(created, { 'a campaign is created': (r) => r.status === 201 })) {
    fail(`No campaign: ${created.status} ${created.body}`);
  }
  /* After this time, every instance knows it. */
  sleep(2);
  return created.json('couponId');
}

/** Queries a claim until its result is known or the attempts are used up. Returns the last state. */
export function awaitCoupon(receipt, user) {
  let claim = { status: 'PROCESSING' };
  for (let i = 0; i < POLLS_AT_MOST && claim.status === 'PROCESSING'; i++) {
    const answer = routes.queryClaim(receipt, user, POLL_MILLIS);
    if (answer.status === 200) {
      claim = answer.json();
    } else {
      sleep(Number(answer.headers['Retry-After'] || 1));
    }
  }
  return claim;
}
