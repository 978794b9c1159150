// Load shapes and limits, as k6 wants them. SHORT=1 keeps every limit but takes a tenth of the users in 2 s steps.

const SHORT = __ENV.SHORT === '1';

/** Goes to each number of users in turn, 15 s each. */
export function steps(...users) {
  return users.map((target) => (SHORT ? { duration: '2s', target: Math.ceil(target / 10) } : { duration: '15s', target }));
}

/** The number that the environment gives, or that of the form that was asked for. */
export function number(variable, { full, short }) {
  return Number(__ENV[variable] || (SHORT ? short : full));
}

/** The limits of a flow: 90 and 95 of 100 answers within so many ms, failures under 1 %, checks over 99 %. */
export function limits({ p90, p95 }) {
  return {
    http_req_duration: [`p(90)<${p90}`, `p(95)<${p95}`],
    http_req_failed: ['rate<0.01'],
    checks: ['rate>0.99'],
  };
}
