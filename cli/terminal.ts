/**
 * Where a command writes. Results go to standard output, so that they can be piped; everything about the work itself
 * goes to standard error.
 */
export interface Terminal {
  /** A line of the result. */
  result(text: string): void;
  /** A line about what is going on, or went wrong. */
  note(text: string): void;
  /** Whether standard error is a terminal that can redraw lines. */
  readonly interactive: boolean;
}

export const terminal: Terminal = {
  result: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true && !process.env.CI,
};
