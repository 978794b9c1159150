/**
 * The user ids. Every iteration is a new person: 37, 38, 39, ... in the order of the iterations, followed by the start time
 * of the run. So ids of an earlier run never come again: those users may still be active.
 */

import exec from 'k6/execution';

const FIRST = 37;

/** A user id that no other iteration has, in this run or another one. */
export function newUser() {
  const { iterationInTest, startTime } = exec.scenario;
  return `${FIRST + iterationInTest}-${startTime.toString(36)}`;
}
