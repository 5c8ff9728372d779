/** For so many seconds what was known before weighs as much as what is seen now. */
const TRUST_SECONDS = 15;

/** What is estimated from: units of work, which stand for equal times, other than what is shown to the user may do. */
export interface Work {
  readonly done: number;
  readonly total: number;
}

/**
 * How long a step will take from now on: the rest of the work at the pace seen so far. At the beginning, when little was
 * seen, the usual pace counts too.
 *
 * @param usualPace units of work a second, from the last time, or from what a machine usually does; undefined if unknown.
 * @returns seconds, at least 1; undefined while there is nothing to go by.
 */
export function remainingSeconds(
  { done, total }: Work,
  elapsedSeconds: number,
  usualPace: number | undefined,
): number | undefined {
  const trusted = usualPace === undefined ? 0 : TRUST_SECONDS;
  const seen = done + (usualPace ?? 0) * trusted;
  if (seen <= 0) return undefined;
  return Math.max(1, ((total - done) * (elapsedSeconds + trusted)) / seen);
}
