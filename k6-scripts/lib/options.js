// The load that a flow is put under, and the limits that it has to keep, as k6 wants them. Every flow has shapes by name;
// the environment chooses:
//
//   SHAPE=optimal   the load at which the earlier systems still served well; the default
//   SHAPE=maximum   the load that they survived
//   SHORT=1         a tenth of the people, with the same limits; for a try
//   LOAD=n          a steady load of n instead, reached within RAMP seconds and held for HOLD seconds

const SHORT = __ENV.SHORT === '1';
const SHAPE = __ENV.SHAPE || 'optimal';
const HOLD_SECONDS = Number(__ENV.HOLD || 15);
const RAMP_SECONDS = Number(__ENV.RAMP || 3);
const STEP_SECONDS = SHORT ? 2 : 15;
const MOST_VUS = 20000;

/** The load that was asked for, or 0 for a shape. */
export const LOAD = Number(__ENV.LOAD || 0);

/**
 * The closed model: so many people are there at the same time, and whose turn is over begins the next one. A shape is the
 * numbers of people to go to, one after the other. A turn takes `turn` seconds at most; unless given, that is how long k6
 * waits for one answer.
 */
export function atOnce(shapes, { turn = 60 } = {}) {
  const stages = stagesOf(shapes, (people) => Math.ceil(people / 10));
  return { people: { executor: 'ramping-vus', stages, gracefulRampDown: `${turn}s`, gracefulStop: `${turn}s` } };
}

/**
 * The open model: so many people arrive each second, whatever became of those before them. A shape is the arrivals a second
 * to go to, one after the other; SHORT takes a tenth of the people by its shorter steps. A turn takes `turn` seconds at most,
 * and `usually` so many.
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

/** The number that the environment gives, or that of the form that was asked for. */
export function number(variable, { full, short, load = full }) {
  return Number(__ENV[variable] || (LOAD > 0 ? load : SHORT ? short : full));
}

/**
 * The limits of a flow: 90 and 95 of 100 answers within so many ms, failures under 1 %, checks over 99 %. At a maximum it is
 * enough that requests still succeed.
 */
export function limits({ p90, p95 }) {
  const failures = { http_req_failed: ['rate<0.01'] };
  return SHAPE === 'maximum'
    ? failures
    : { ...failures, http_req_duration: [`p(90)<${p90}`, `p(95)<${p95}`], checks: ['rate>0.99'] };
}
