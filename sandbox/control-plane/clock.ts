/** What time it is, and what is done at a time to come. Tests have one that they move. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Does `work` once, at this time or, where that is past, soon. @returns what calls it off. */
  at(time: number, work: () => void): () => void;
}

/** More would be taken for none by the engine's timers. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** The machine's. A timer keeps no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(time, work) {
    const timer = setTimeout(work, Math.min(Math.max(0, time - Date.now()), LONGEST_WAIT)).unref();
    return () => clearTimeout(timer);
  },
};
