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
  /**
   * Draws lines below all that was noted, in the place of those drawn before; none takes these away. Absent where nothing can
   * be redrawn.
   */
  draw?(lines: readonly string[]): void;
  /** Asks a person, who answers with a line. Absent where nobody is there to be asked. */
  ask?(question: string): Promise<string>;
}

/** What a stream shows of itself where it is a terminal. */
type Screen = Pick<NodeJS.WriteStream, "write"> & { columns?: number };

/** Notes on a screen that end above some lines which are drawn again and again. */
export function drawingOn(screen: Screen): Required<Pick<Terminal, "note" | "draw">> {
  let drawn: readonly string[] = [];
  const replace = (noted: string, lines: readonly string[]): void => {
    // A line that is wrapped would be two, of which the first is never taken away.
    const width = (screen.columns ?? 80) - 1;
    const cut = lines.map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line));
    const up = drawn.length > 0 ? `\u001B[${drawn.length}A\r\u001B[J` : "";
    // In one piece: nothing flickers.
    screen.write(`${up}${noted}${cut.map((line) => `${line}\n`).join("")}`);
    drawn = lines;
  };
  return {
    note: (text) => replace(`${text}\n`, drawn),
    draw: (lines) => replace("", lines),
  };
}

const interactive = process.stderr.isTTY === true && !process.env.CI;
const asksPeople = process.stdin.isTTY === true && interactive;

export const terminal: Terminal = {
  result: (text) => void process.stdout.write(`${text}\n`),
  note: (text) => void process.stderr.write(`${text}\n`),
  interactive,
  ...(interactive && drawingOn(process.stderr)),
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
