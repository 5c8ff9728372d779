import { CHECKOUT } from "../../test/harness/estate";
import type { MeasuredCommand } from "./measured-process";

/** What plain `pulumi` needs in the sandbox: as `lakestage env --json` prints it. */
export type EngineVariables = Record<string, string>;

/** Plain `pulumi` on a stack: the engine itself, as the launcher that shells get would start it. */
export const pulumiCommand = (engine: EngineVariables, stack: string, ...args: string[]): MeasuredCommand => ({
  file: engine.LAKESTAGE_PULUMI ?? "pulumi",
  args: [...args, "--stack", stack, "--non-interactive", "--color", "never"],
  directory: CHECKOUT,
  environment: { ...engine, NODE_OPTIONS: "--stack-trace-limit=0" },
});
