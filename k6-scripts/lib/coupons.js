// A campaign for this run, and waiting for what became of a claim.

import { check, fail, sleep } from 'k6';
import * as routes from './routes.js';

const OPEN_MILLIS = 3600000;
const POLL_MILLIS = 10000;
const POLLS_AT_MOST = 12;

/** Makes a campaign that is open for an hour, in `setup`; its id, once every instance knows it. */
export function makeCampaign({ name, stock, opensAt }) {
  const created = routes.createCoupon({
    name,
    stock,
    opensAt: new Date(opensAt).toISOString(),
    closesAt: new Date(opensAt + OPEN_MILLIS).toISOString(),
  });
  if (!check(created, { 'a campaign is made': (r) => r.status === 201 })) {
    fail(`No campaign: ${created.status} ${created.body}`);
  }
  sleep(2); // every instance knows it by then
  return created.json('couponId');
}

/** Asks for a claim until it is known what became of it; what is known then. */
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
