/**
 * The user ids: 37, 38, 39, ... in the order of the iterations or of the virtual users, followed by the start time of the
 * run. So ids of an earlier run never come again: those users may still be active.
 */

import exec from 'k6/execution';

const FIRST = 37;

/** The user id of this virtual user, the same in all of their iterations. */
export function sameUser() {
  return `${FIRST + exec.vu.idInTest - 1}-${exec.scenario.startTime.toString(36)}`;
}

/** A user id that no other iteration has, in this run or another one. */
export function newUser() {
  const { iterationInTest, startTime } = exec.scenario;
  return `${FIRST + iterationInTest}-${startTime.toString(36)}`;
}
