import { DatabricksError } from "../../databricks-client";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { type ModelVersion, readVersion } from "../models/model-version";
import { stageOf } from "../stacks/destroy-command";
import type { Terminal } from "../terminal";
import type { AskingOptions } from "../workspaces/asking-options";
import type { ProjectObjects } from "../workspaces/project-objects";
import type { ProjectStack } from "../workspaces/project-stack";
import type { Workspace } from "../workspaces/workspace";

export interface PromoteOptions extends AskingOptions {
  version?: number;
  reason?: string;
  /** Production too, without asking. */
  yes?: boolean;
  /** Whether the run that made the version goes on by itself; only of `approve`. */
  repair?: boolean;
}

/** What is done with a version, and where. */
export interface Promotion {
  stack: ProjectStack;
  workspace: Workspace;
  objects: ProjectObjects;
  /** Full name. */
  model: string;
}

/** One of `status`, `approve`, `reject` and `rollback`. */
export type Act = (terminal: Terminal, promotion: Promotion, options: PromoteOptions) => Promise<void>;

/** In production, a person types its name first. @param what is about to happen. @throws CommandError where nobody does. */
export async function requireConsent(
  terminal: Terminal,
  stack: ProjectStack,
  what: string,
  { yes }: PromoteOptions,
): Promise<void> {
  if (yes || stageOf(stack.environment) === "other") return;
  if (!terminal.ask) {
    throw refusal(`${what} That is production, and nobody can be asked here: add --yes. Nothing was changed.`);
  }
  const answer = await terminal.ask(`${what} Type ${stack.environment} to go on:`);
  if (answer.trim() !== stack.environment) throw refusal(`That is not "${stack.environment}". Nothing was changed.`);
}

export const named = ({ model, version }: Pick<ModelVersion, "model" | "version">): string =>
  `${model} version ${version}`;

export const about = ({ model, version }: ModelVersion): Pick<ModelVersion, "model" | "version"> => ({
  model,
  version,
});

export const refusal = (message: string): CommandError => new CommandError(message, ExitCode.mistake);

/** @throws CommandError where there is no such version. */
export async function existingVersion({ model, stack, workspace }: Promotion, version: number): Promise<ModelVersion> {
  try {
    return await readVersion(workspace.client, model, version);
  } catch (error) {
    if (!(error instanceof DatabricksError) || error.status !== NOT_FOUND) throw error;
    throw refusal(
      `There is no version ${version} of ${model}: lakestage promote status ${stack.name} ${model.split(".").at(-1)}${workspace.at}`,
    );
  }
}

const NOT_FOUND = 404;

export function tell(terminal: Terminal, { json }: PromoteOptions, done: object, text: string): void {
  terminal.result(json ? JSON.stringify(done, undefined, 2) : text);
}
