import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";

/** Commands to run, and where the page has them. */
export interface Written {
  line: number;
  text: string;
}

/** A program that was called, with the words that it was given. */
export interface Call {
  line: number;
  program: string;
  words: string[];
}

/** What may be on the PATH of somebody who follows the page. A call of anything else fails. */
const PROGRAMS = ["az", "curl", "databricks", "env", "gh", "git", "grep", "npm", "npx", "pip", "pulumi", "sh"];

/** Writes down what it is told. What is asked of `az` and `pulumi` it answers with the name of what was asked for, if any. */
const STAND_IN = `#!/bin/bash
{ printf '%s\\0' "$GUIDE_LINE" "\${0##*/}" "$@"; printf '\\036\\0'; } >> "$GUIDE_CALLS"
if [ "\${0##*/}" = databricks ] && [ -z "\${DATABRICKS_HOST-}" ]; then
  echo "databricks: which workspace? DATABRICKS_HOST is not set" >&2
  exit 1
fi
[[ "\${0##*/}" == @(az|pulumi) ]] || exit 0
while [ $# -gt 1 ]; do [ "$1" = --name ] && { echo "$2"; exit; }; shift; done
echo answer
`;

/**
 * Runs commands one after the other in one shell, as somebody would who types them in, and says what they called. Bash reads
 * them, a variable that nothing has set ends them, and so does a command that fails or is not known.
 *
 * @param fill what the reader writes in the place of `<words>`.
 * @throws Error with the line of the page, and what the shell says.
 */
export async function follow(written: readonly Written[], fill: (placeholder: string) => string): Promise<Call[]> {
  const folder = mkdtempSync(join(tmpdir(), "lakestage-guide-"));
  try {
    for (const program of PROGRAMS) {
      writeFileSync(join(folder, program), STAND_IN);
      chmodSync(join(folder, program), 0o755);
    }
    const calls = join(folder, "calls.log");
    writeFileSync(calls, "");
    const script = written.map(({ line, text }) => `export GUIDE_LINE=${line}\n${filled(text, fill)}`).join("\n");
    const { exitCode, stderr } = await execa("/bin/bash", ["--norc", "-euo", "pipefail", "-c", script], {
      env: { HOME: folder, PATH: folder, GUIDE_CALLS: calls },
      extendEnv: false,
      reject: false,
    });
    const told = readCalls(readFileSync(calls, "utf8"));
    if (exitCode === 0) return told;
    throw new Error(`after line ${told.at(-1)?.line ?? 0} the shell ends with ${exitCode}: ${stderr}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What somebody writes who knows no better: an environment or stack that there is, else the words themselves. */
export function anything(placeholder: string): string {
  if (placeholder === "environment") return "dev";
  return placeholder === "stack" ? "dev.flight-delay" : placeholder.replaceAll(/[^A-Za-z]+/g, "-");
}

/** Commands with what the reader fills in. */
export const filled = (text: string, fill: (placeholder: string) => string): string =>
  text.replaceAll(/<([A-Za-z][^<>\n]*)>/g, (_, placeholder: string) => fill(placeholder));

const readCalls = (log: string): Call[] =>
  log
    .split("\u001e\0")
    .slice(0, -1)
    .map((call) => {
      const [line, program = "", ...words] = call.split("\0").slice(0, -1);
      return { line: Number(line), program, words };
    });
