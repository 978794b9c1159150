/**
 * The load of a flow and its limits, in the form that k6 needs. Every flow has named shapes. The environment selects the
 * load:
 *
 *   SHAPE=optimal   the load at which the earlier systems still served well; the default.
 *   SHAPE=maximum   the load that they survived.
 *   SHORT=1         a tenth of the people, with the same limits; for a quick test.
 *   LOAD=n          a steady load of n instead, reached within RAMP seconds and held for HOLD seconds.
 */

const SHORT = __ENV.SHORT === '1';
const SHAPE = __ENV.SHAPE || 'optimal';
const HOLD_SECONDS = Number(__ENV.HOLD || 15);
const RAMP_SECONDS = Number(__ENV.RAMP || 3);
const STEP_SECONDS = SHORT ? 2 : 15;
const MOST_VUS = 20000;

/** The steady load that the environment sets, or 0 for a shape. */
export const LOAD = Number(__ENV.LOAD || 0);

/**
 * The closed model: a number of people are there at the same time, and each starts the next iteration when one is over. A
 * shape is a list of such numbers, which k6 goes to one after the other. An iteration takes at most `turn` seconds; the
 * default is how long k6 waits for one answer.
 */
export function atOnce(shapes, { turn = 60 } = {}) {
  const stages = stagesOf(shapes, (people) => Math.ceil(people / 10));
  return { people: { executor: 'ramping-vus', stages, gracefulRampDown: `${turn}s`, gracefulStop: `${turn}s` } };
}

/**
 * The open model: a number of people arrive each second, independent of the people before them. A shape is a list of such
 * numbers, which k6 goes to one after the other. SHORT has about a tenth of the people because its steps are shorter. An
 * iteration takes at most `turn` seconds, and usually `usually` seconds.
 */
export function arriving(shapes, { turn, usually }) {
  const stages = stagesOf(shapes, (arrivals) => arrivals);
  const most = Math.max(...stages.map(({ target }) => target));
  return {
    arrivals: {
      executor: 'ramping-arrival-rate',
      stages,
      preAllocatedVUs: Math.min(most * usually, MOST_VUS),
      maxVUs: Math.min(most * turn, MOST_VUS),
      gracefulStop: `${turn}s`,
    },
  };
}

function stagesOf(shapes, inShort) {
  if (LOAD > 0) {
    return [stage(RAMP_SECONDS, LOAD), stage(HOLD_SECONDS, LOAD)];
  }
  if (!(SHAPE in shapes)) {
    throw new Error(`SHAPE is ${Object.keys(shapes).join(' or ')}, not ${SHAPE}`);
  }
  return shapes[SHAPE].map((target) => stage(STEP_SECONDS, SHORT ? inShort(target) : target));
}

function stage(seconds, target) {
  return { duration: `${seconds}s`, target };
}

/** The number from the environment variable, or the default of the selected form. */
export function number(variable, { full, short, load = full }) {
  return Number(__ENV[variable] || (LOAD > 0 ? load : SHORT ? short : full));
}

/**
 * The limits of a flow: 90 and 95 of 100 answers within `p90` and `p95` ms, failures under 1 %, checks over 99 %. At a
 * maximum it is enough that requests still succeed.
 */
export function limits({ p90, p95 }) {
  const failures = { http_req_failed: ['rate<0.01'] };
  return SHAPE === 'maximum'
    ? failures
    : { ...failures, http_req_duration: [`p(90)<${p90}`, `p(95)<${p95}`], checks: ['rate>0.99'] };
}
