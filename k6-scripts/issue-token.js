/**
 * How many people can join the queue at once? Each iteration is a new person who takes a place. With AGAIN=1, each virtual
 * user is one person who joins again and again, as fast as they can.
 */

import { isPlace } from './lib/checks.js';
import { atOnce, limits } from './lib/options.js';
import { issueToken } from './lib/routes.js';
import { newUser, sameUser } from './lib/users.js';

const user = __ENV.AGAIN === '1' ? sameUser : newUser;

export const options = {
  scenarios: atOnce({ optimal: [200, 450, 200, 0], maximum: [3000, 6000, 9000, 12000] }),
  thresholds: limits({ p90: 1000, p95: 1000 }),
};

export default function () {
  isPlace(issueToken(user()));
}
