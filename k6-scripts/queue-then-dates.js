/**
 * Can a buyer get through? Each iteration is a new person who joins and polls as often as the server says. Once admitted,
 * the person reads the dates five times, a second apart, and leaves.
 */

import { sleep } from 'k6';
import { isAdmitted, isDates, isGone, isPlace } from './lib/checks.js';
import { atOnce, limits } from './lib/options.js';
import { issueToken, leave, queryDates, queryToken } from './lib/routes.js';
import { newUser } from './lib/users.js';
import { awaitAdmission } from './lib/waiting.js';

const CONCERT = 451;

export const options = {
  scenarios: atOnce({ optimal: [50, 80, 50], maximum: [300, 300] }, { turn: 90 }),
  thresholds: limits({ p90: 2000, p95: 2500 }),
};

export default function () {
  const joined = issueToken(newUser());
  if (!isPlace(joined)) {
    sleep(1);
    return;
  }
  const token = joined.json('waitingToken');
  if (isAdmitted(awaitAdmission(joined.json(), () => [queryToken(token)]))) {
    readDates(token);
  }
  isGone(leave(token));
}

function readDates(token) {
  for (let i = 0; i < 5; i++) {
    isDates(queryDates(CONCERT, token));
    sleep(1);
  }
}
