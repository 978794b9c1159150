/** The addresses of the instance under test: of its routes and of its metrics. No address ends with a slash. */

export const BASE_URL = (__ENV.BASE_URL || 'http://localhost:8081').replace(/\/$/, '');
export const MANAGEMENT_URL = (__ENV.MANAGEMENT_URL || 'http://localhost:8082').replace(/\/$/, '');
