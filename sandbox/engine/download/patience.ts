/** How long a download waits for a network, in milliseconds. */
export interface Patience {
  /** For the beginning of an answer. */
  readonly answer: number;
  /** For the next bytes of one. */
  readonly bytes: number;
  /** Before the first repetition; each further one waits twice as long. */
  readonly pause: number;
}
