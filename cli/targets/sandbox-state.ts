import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Home } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { type Deployment, readDeployment } from "../engine/deployment";
import { ExitCode } from "../exit-code";

/** A stack's state as the file backend writes it, as far as it is read here. */
const stateSchema = z.object({ version: z.number(), checkpoint: z.object({ latest: z.looseObject({}).nullish() }) });

/** The project's name in `Pulumi.yaml`. */
const PROJECT = "lakestage";

/** Where the engine's file backend keeps a stack's state. */
export function stateFile(home: Home, stack: string): string {
  return join(home.stacks, ".pulumi/stacks", PROJECT, `${stack}.json`);
}

/** Every stack that the engine keeps a state of. */
export function sandboxStackNames(home: Home): string[] {
  const directory = dirname(stateFile(home, "any"));
  if (!existsSync(directory)) return [];
  return readdirSync(directory).flatMap((file) => (file.endsWith(".json") ? [file.slice(0, -".json".length)] : []));
}

/** Where it keeps the locks on a stack. */
export function lockDirectory(home: Home, stack: string): string {
  return join(home.stacks, ".pulumi/locks/organization", PROJECT, stack);
}

/**
 * A stack's saved state, in the form in which the engine exports it. Read from the engine's file: asking the engine
 * itself takes a second for each stack.
 */
export function readSandboxDeployment(home: Home, stack: string): Deployment | undefined {
  const file = stateFile(home, stack);
  if (!existsSync(file)) return undefined;
  try {
    const { version, checkpoint } = stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
    return readDeployment(JSON.stringify({ version, deployment: checkpoint.latest ?? {} }));
  } catch (error) {
    throw damaged(file, stack, error);
  }
}

/** The engine keeps the state before the last change beside it. */
function damaged(file: string, stack: string, error: unknown): CommandError {
  const reason = error instanceof SyntaxError ? error.message : "it holds something else";
  const copy = `${file}.bak`;
  const putBack = existsSync(copy)
    ? `Put back the engine's last copy (cp ${copy} ${file}) and run lakestage up ${stack}, go back`
    : "Go back";
  return new CommandError(
    `The state of the stack ${stack}, ${file}, is damaged (${reason}). ${putBack} to a snapshot (lakestage sandbox restore), ` +
      "or start afresh (lakestage sandbox reset).",
    ExitCode.sandboxBroken,
  );
}
