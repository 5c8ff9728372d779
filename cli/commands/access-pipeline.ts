import { reachJson, reachOf, reachText } from "../../access";
import { declareEstate } from "../../infra/declaration";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { ExitCode } from "../exit-code";
import { requireValidConfiguration } from "../stacks/preflight";
import { stacksOf } from "../stacks/stacks";

/** Options that ask something else. */
const OTHERS = ["running", "principal", "environment", "diff", "explain"] as const;

/** What is asked about a pipeline's identity. */
export interface PipelineOptions {
  /** A stack, or an identity. */
  pipeline?: string;
  /** The identity of pull requests, instead of the one that deploys. */
  preview?: boolean;
}

type AllOptions = PipelineOptions & { format: string } & { [other in (typeof OTHERS)[number]]?: unknown };

/** @throws CommandError for options that do not go together. */
export function requirePipelineOptions(names: readonly string[], options: AllOptions): void {
  if (options.pipeline === undefined) {
    if (options.preview) throw new CommandError("--preview says which identity --pipeline is about.", ExitCode.mistake);
    return;
  }
  const other = OTHERS.find((each) => options[each] !== undefined);
  if (other) throw new CommandError(`--pipeline asks about one identity: leave --${other} out.`, ExitCode.mistake);
  if (names.length > 0) {
    throw new CommandError("--pipeline follows chains through all stacks: name none besides.", ExitCode.mistake);
  }
  if (options.format === "html" || options.format === "markdown") {
    throw new CommandError(`--pipeline is shown as table or json, not as ${options.format}.`, ExitCode.mistake);
  }
}

/**
 * What somebody could do who has one pipeline's identity, as all stacks declare it. Ends with 8 where that leaves the
 * identity's environment.
 * @throws AccessError for an identity that no stack declares.
 */
export async function pipelineReach(asked: string, isJson: boolean, isPreview: boolean): Promise<string> {
  requireValidConfiguration(CHECKOUT, stacksOf(CHECKOUT), "");
  const reach = reachOf(await declareEstate(CHECKOUT), asked, isPreview ? "preview" : "deployment");
  if (reach.reached.some(({ leaves }) => leaves)) process.exitCode = ExitCode.refused;
  return isJson ? reachJson(reach) : reachText(reach);
}
