/**
 * How many people can leaf through the catalogue at once? Each iteration reads one of its first hundred pages: page 1 half
 * of the time.
 */

import { isPage } from './lib/checks.js';
import { atOnce, limits } from './lib/options.js';
import { listConcerts } from './lib/routes.js';

const PAGES = 100;

export const options = {
  scenarios: atOnce({ optimal: [500, 900, 500, 0], maximum: [8000, 8000] }),
  thresholds: limits({ p90: 1000, p95: 1000 }),
};

export default function () {
  isPage(listConcerts(Math.random() < 0.5 ? 1 : 1 + Math.floor(Math.random() * PAGES)));
}
