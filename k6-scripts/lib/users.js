// Who asks. Every turn is a person of their own: 37, 38, 39, ... in the order of the turns, with the start of the run
// behind, so that nobody of an earlier run, who may be inside already, comes again.

import exec from 'k6/execution';

const FIRST = 37;

/** A user id that no other turn has, of this run or another. */
export function newUser() {
  const { iterationInTest, startTime } = exec.scenario;
  return `${FIRST + iterationInTest}-${startTime.toString(36)}`;
}
