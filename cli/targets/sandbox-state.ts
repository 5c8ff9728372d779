import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import type { Home } from "../../sandbox/lifecycle";
import { CommandError } from "../command-error";
import { type Deployment, readDeployment, resourcesIn } from "../engine/deployment";
import { ExitCode } from "../exit-code";

/** A stack's state as the file backend writes it, as far as it is read here. */
const stateSchema = z.object({ version: z.number(), checkpoint: z.object({ latest: z.looseObject({}).nullish() }) });

/** The project's name in `Pulumi.yaml`. */
const PROJECT = "lakestage";

/** Where the engine's file backend keeps a stack's state. */
export function stateFile(home: Home, stack: string): string {
  return join(home.stacks, ".pulumi/stacks", PROJECT, `${stack}.json`);
}

/** Every stack that the engine keeps a state of, or a copy of one. */
export function sandboxStackNames(home: Home): string[] {
  const directory = dirname(stateFile(home, "any"));
  if (!existsSync(directory)) return [];
  return [...new Set(readdirSync(directory).flatMap((file) => /^(.+)\.json(\.bak)?$/.exec(file)?.[1] ?? []))];
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
  if (!existsSync(file)) {
    requireNeverThere(file, stack);
    return undefined;
  }
  try {
    return deploymentIn(file);
  } catch (error) {
    throw damaged(file, stack, error);
  }
}

function deploymentIn(file: string): Deployment {
  const { version, checkpoint } = stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return readDeployment(JSON.stringify({ version, deployment: checkpoint.latest ?? {} }));
}

/**
 * A stack that is removed leaves the engine's copy of its state, without resources.
 * @throws CommandError where the copy has some: the state was lost, and what it made runs on.
 */
function requireNeverThere(file: string, stack: string): void {
  const copy = `${file}.bak`;
  if (!existsSync(copy) || isEmptied(copy)) return;
  throw new CommandError(
    `The state of the stack ${stack}, ${file}, is gone, and what the stack made is still there. ${putBack(file, stack)} ` +
      "to a snapshot (lakestage sandbox restore), or start afresh (lakestage sandbox reset).",
    ExitCode.sandboxBroken,
  );
}

/** A copy that cannot be read says nothing. */
function isEmptied(copy: string): boolean {
  try {
    return resourcesIn(deploymentIn(copy)).length === 0;
  } catch {
    return true;
  }
}

/** The engine keeps the state before the last change beside it. */
const putBack = (file: string, stack: string): string =>
  existsSync(`${file}.bak`)
    ? `Put back the engine's last copy (cp ${file}.bak ${file}) and run lakestage up ${stack}, go back`
    : "Go back";

function damaged(file: string, stack: string, error: unknown): CommandError {
  const reason = error instanceof SyntaxError ? error.message : "it holds something else";
  return new CommandError(
    `The state of the stack ${stack}, ${file}, is damaged (${reason}). ${putBack(file, stack)} to a snapshot (lakestage sandbox restore), ` +
      "or start afresh (lakestage sandbox reset).",
    ExitCode.sandboxBroken,
  );
}
