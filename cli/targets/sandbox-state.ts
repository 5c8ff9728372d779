import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Home } from "../../sandbox/lifecycle";
import { type Deployment, readDeployment } from "../engine/deployment";

/** The project's name in `Pulumi.yaml`. */
const PROJECT = "lakestage";

/** Where the engine's file backend keeps a stack's state. */
export function stateFile(home: Home, stack: string): string {
  return join(home.stacks, ".pulumi/stacks", PROJECT, `${stack}.json`);
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
  const { version, checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    version: number;
    checkpoint: { latest?: object };
  };
  return readDeployment(JSON.stringify({ version, deployment: checkpoint.latest ?? {} }));
}
