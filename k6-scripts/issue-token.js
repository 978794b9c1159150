// How many people can join the queue at once? Each turn is a new person who takes a place.

import { isPlace } from './lib/checks.js';
import { limits, steps } from './lib/options.js';
import { issueToken } from './lib/routes.js';
import { newUser } from './lib/users.js';

export const options = {
  stages: steps(200, 450, 200, 0),
  thresholds: limits({ p90: 1000, p95: 1000 }),
};

export default function () {
  isPlace(issueToken(newUser()));
}
