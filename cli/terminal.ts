import { createInterface } from "node:readline/promises";
import { CommandError } from "./command-error";
import { ExitCode } from "./exit-code";

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
  /** Asks a person, who answers with a line. Absent where nobody is there to be asked. */
  ask?(question: string): Promise<string>;
}

const asksPeople = process.stdin.isTTY === true && process.stderr.isTTY === true && !process.env.CI;

export const terminal: Terminal = {
  result: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true && !process.env.CI,
  ...(asksPeople && { ask }),
};

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const interrupted = new Promise<never>((_, reject) => {
      lines.once("SIGINT", () => reject(new CommandError("Nothing was changed.", ExitCode.interrupted)));
    });
    return await Promise.race([lines.question(`${question} `), interrupted]);
  } finally {
    lines.close();
  }
}
