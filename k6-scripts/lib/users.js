// Who asks. Every turn is a person of their own: 37, 38, 39, ... in the order of the turns.

import exec from 'k6/execution';

const FIRST = Number(__ENV.FIRST_USER || 37);

/** A user id that no other turn of this run has. */
export function newUser() {
  return FIRST + exec.scenario.iterationInTest;
}
