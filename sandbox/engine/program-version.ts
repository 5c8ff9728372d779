import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa, { type ExecaReturnValue } from "execa";
import { parse } from "semver";

/** What a program says of itself, or what happens instead of an answer. */
export type ProgramVersion =
  | { readonly version: string; readonly instead?: undefined }
  | { readonly version?: undefined; readonly instead: string };

/** Longer than any of them takes on a busy machine. */
const ANSWER_WITHIN = 30_000;

/** Asks a program for its version, as `3.256.0`. */
export async function programVersion(
  path: string,
  parameters: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<ProgramVersion> {
  const run = await execa(path, parameters, {
    env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
    extendEnv: false,
    reject: false,
    timeout: ANSWER_WITHIN,
  });
  if (run.failed) return { instead: reasonOf(run) };
  const version = /\d+\.\d+(\.\d+)?/.exec(run.stdout)?.[0];
  if (version === undefined) return { instead: "it does not say its version" };
  return { version: parse(version)?.version ?? version };
}

/** Why it did not answer. A failed run is an error, other than its declaration says. */
function reasonOf(run: ExecaReturnValue): string {
  if (run.timedOut) return `it did not answer within ${ANSWER_WITHIN / 1000} s`;
  if (run.signal !== undefined) return `it ended with ${run.signal}`;
  const said = run.stderr.trim().split("\n").at(-1);
  return said || (run instanceof Error ? run.message.split("\n")[0] : undefined) || `it ended with ${run.exitCode}`;
}

/** The same of a program in our cache, which is to leave nothing in the user's home. */
export async function ownProgramVersion(path: string, parameters: readonly string[]): Promise<ProgramVersion> {
  const home = mkdtempSync(join(tmpdir(), "lakestage-version-"));
  try {
    return await programVersion(path, parameters, { HOME: home, PULUMI_HOME: home });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
