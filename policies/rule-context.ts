import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { describeProblems, environmentsIn, loadEnvironment } from "../infra/config";
import { urnOf } from "../infra/declaration";
import { parseStackName } from "../infra/program/stack-name";
import type { RuleContext } from "./rule";

/**
 * The folder of `Pulumi.yaml` whose stack the engine works on: where it started the pack, or what `lakestage` says, or
 * the checkout that the pack is part of. Engines differ in where they start packs.
 */
export function projectDirectory(): string {
  const isProject = (directory: string): boolean => existsSync(join(directory, "Pulumi.yaml"));
  if (isProject(process.cwd())) return process.cwd();
  return process.env.LAKESTAGE_PROJECT ?? dirname(__dirname);
}

/**
 * What rules are told of a stack, from the settings of its environment.
 * @throws RunError for a name that is no stack's, or settings with mistakes.
 */
export function ruleContext(directory: string, stack: string): RuleContext {
  const name = parseStackName(stack, environmentsIn(directory));
  if (!name.ok) throw new RunError(name.message);
  const loaded = loadEnvironment(directory, name.stack.environment);
  if (!loaded.ok) throw new RunError(describeProblems(loaded.problems));
  return {
    stack,
    kind: name.stack.kind,
    stage: loaded.settings.environment.stage,
    settings: loaded.settings,
    project: name.stack.kind === "project" ? name.stack.project : undefined,
  };
}

/** `urn:pulumi:prod.flight-delay::lakestage::…` names its stack. */
export const stackOf = (urn: string): string => urn.slice("urn:pulumi:".length, urn.indexOf("::"));

/** The URN of the stack's own resource, for what a stack lacks. */
export const stackUrn = (stack: string): string => urnOf(stack, "", "pulumi:pulumi:Stack", `lakestage-${stack}`);
