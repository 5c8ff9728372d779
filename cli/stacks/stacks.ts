import {
  type SettingsDirectory,
  SettingsFiles,
  type StackPlace,
  type StacksRead,
  stackOrder,
} from "../../infra/config";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { stackPlaces } from "./stack-places";

/** A stack that this checkout can deploy, or that it once did. */
export interface Stack extends StackPlace {
  /** Names of the stacks whose outputs it reads: they are brought up before it, and go after it. */
  dependsOn: string[];
  /** Of these, the ones that it does without while they are not deployed. Default: none. */
  doesWithout?: string[];
  /** Whether it is deployed and no file makes it any more: only its state is known, and it can only be destroyed. */
  leftBehind?: boolean;
}

/** Every stack of the checkout, as `stackPlaces` lists them, with what the settings say of their order. */
export function stacksOf(checkout: SettingsDirectory): Stack[] {
  const files = SettingsFiles.in(checkout);
  const stacksReadBy = stackOrder(files);
  return stackPlaces(files).map((stack) => ({
    ...stack,
    ...dependencies(stacksReadBy(stack)),
  }));
}

const dependencies = ({ needed, waitedFor }: StacksRead): Pick<Stack, "dependsOn" | "doesWithout"> => ({
  dependsOn: [...needed, ...waitedFor],
  doesWithout: waitedFor,
});

/** @throws CommandError when stacks wait for each other. */
export function requireOrder(stacks: Stack[]): void {
  const visit = (name: string, path: string[]): void => {
    if (path.includes(name)) {
      const circle = [...path.slice(path.indexOf(name)), name].join(" → ");
      throw new CommandError(
        `Stacks wait for each other: ${circle}. Take one of them out of the other's unityCatalog.readOnlyIn.`,
        ExitCode.mistake,
      );
    }
    for (const next of stacks.find((stack) => stack.name === name)?.dependsOn ?? []) visit(next, [...path, name]);
  };
  for (const { name } of stacks) visit(name, []);
}
