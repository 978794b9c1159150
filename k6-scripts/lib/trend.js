/**
 * Calculates how much a figure grows in the long run. Samples are { seconds, value }, in the order of time. These functions
 * make no calls, so that they can be tested with any numbers.
 */

const WARM_UP = 1 / 5;

/**
 * The growth of a figure from the first sample to the last one, on a straight line through all samples. So a single sample
 * has little effect. The slope of the line by least squares, with the means t and v of all tᵢ and vᵢ:
 *
 *   Σ (tᵢ − t) (vᵢ − v) / Σ (tᵢ − t)²
 *
 * NaN for fewer than two samples.
 */
export function growth(samples) {
  const t = mean(samples.map(({ seconds }) => seconds));
  const v = mean(samples.map(({ value }) => value));
  const slope =
    sum(samples.map(({ seconds, value }) => (seconds - t) * (value - v))) /
    sum(samples.map(({ seconds }) => (seconds - t) ** 2));
  return slope * (samples.at(-1)?.seconds - samples[0]?.seconds);
}

/** The samples after the first fifth of the time, in which caches and pools still fill up. */
export function afterWarmUp(samples) {
  const start = samples[0]?.seconds;
  const warm = start + (samples.at(-1)?.seconds - start) * WARM_UP;
  return samples.filter(({ seconds }) => seconds >= warm);
}

/** The minimum of each of `parts` parts of the samples; with fewer samples, all of them. Finds the base of a sawtooth. */
export function floors(samples, parts) {
  const inARow = Math.ceil(samples.length / parts);
  return Array.from({ length: Math.ceil(samples.length / inARow) }, (_, i) =>
    samples.slice(i * inARow, (i + 1) * inARow).reduce((least, next) => (next.value < least.value ? next : least)),
  );
}

/** The growth per second of a counter, between each sample and the next. */
export function rates(samples) {
  return samples.slice(1).map(({ seconds, value }, i) => ({
    seconds,
    value: (value - samples[i].value) / (seconds - samples[i].seconds),
  }));
}

function mean(numbers) {
  return sum(numbers) / numbers.length;
}

function sum(numbers) {
  return numbers.reduce((a, b) => a + b, 0);
}
