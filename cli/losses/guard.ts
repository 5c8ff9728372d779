import * as pulumi from "@pulumi/pulumi";
import { DatabricksClient, DatabricksError } from "../../databricks-client";
import { declareEstate } from "../../infra/declaration";
import { describePlace } from "../../policies/place";
import { originOf } from "../../policies/report";
import { CHECKOUT } from "../checkout";
import { CommandError } from "../command-error";
import { type Deployment, resourcesIn, waitingIn } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import { hostFor } from "../recovery/find-existing";
import { SETTINGS } from "../settings";
import { outputsWhenDeployed } from "../stacks/left-behind";
import { type Stack, stacksOf } from "../stacks/stacks";
import { deploymentsOf } from "../targets/stack-states";
import { atTarget, type Target } from "../targets/target";
import { type Loss, lossesOf } from "./compare";
import { contentsOf } from "./contents";

/** A loss, with what is known of it where it runs. */
export interface KnownLoss extends Loss {
  /** What it holds, in numbers; empty where that is nothing. */
  holds: string;
  /** Where the file says what it would become, as `projects/trains.yaml:3:9`. */
  at?: string;
}

/**
 * What an update of these stacks would destroy that nobody would get back, as the files are now.
 * @throws CommandError where that cannot be told, because of mistakes in the files.
 */
export async function findLosses(target: Target, stacks: readonly Stack[]): Promise<KnownLoss[]> {
  const deployments = await deploymentsOf(target, stacks);
  if (deployments.size === 0) return [];
  const declared = await declaredStacks(target, [...deployments.keys()]);
  const losses: KnownLoss[] = [];
  for (const stack of declared) {
    const deployment = deployments.get(stack.name);
    const deployed = resourcesIn(deployment);
    for (const loss of lossesOf(
      stack,
      deployed,
      waitingIn(deployment).map(({ what }) => what),
    )) {
      const next = loss.replacedBy;
      const at =
        next && describePlace(await originOf({ urn: next.resource.urn, property: next.property }, stack, CHECKOUT));
      losses.push({ ...loss, holds: await holdings(loss, deployment, target), ...(at && { at }) });
    }
  }
  return withoutCovered(losses);
}

async function declaredStacks(target: Target, names: readonly string[]): ReturnType<typeof declareEstate> {
  try {
    return await declareEstate(SETTINGS, names, await outputsWhenDeployed(target, stacksOf(SETTINGS)));
  } catch (error) {
    if (!pulumi.RunError.isInstance(error)) throw error;
    throw new CommandError(`What is deployed cannot be compared with the files: ${error.message}`, ExitCode.mistake);
  }
}

/** As a shell takes it for one word. */
const quoted = (name: string): string => (/^[\w./-]+$/.test(name) ? name : `'${name}'`);

/** What cannot be read may be anything. */
async function holdings(loss: Loss, deployment: Deployment | undefined, target: Target): Promise<string> {
  const host = deployment && hostFor(loss.resource, deployment);
  const token = await target.databricksToken();
  if (host === undefined || token === undefined) return "what it holds cannot be read";
  try {
    return await contentsOf(loss, new DatabricksClient(host, token));
  } catch (error) {
    if (error instanceof DatabricksError) return `what it holds cannot be read: ${error.message}`;
    throw error;
  }
}

/** What lies in a catalog or a schema goes with it, and is counted there. */
const withoutCovered = (losses: readonly KnownLoss[]): KnownLoss[] =>
  losses.filter(
    ({ name }) =>
      !losses.some((other) => ["catalog", "schema"].includes(other.kind.word) && name.startsWith(`${other.name}.`)),
  );

/** `schema dev.trains (3 tables): dev.rail comes in its place (projects/trains.yaml:3:9)` */
export function describeLoss({ at, holds, kind, name, renamedTo, replacedBy }: KnownLoss): string {
  const held = holds === "" && kind.loses === "contents" ? "empty" : holds;
  const what = `${kind.word} ${name}${held === "" ? "" : ` (${held})`}`;
  if (replacedBy) {
    const other = replacedBy.name === name ? `another one, of another ${replacedBy.property},` : replacedBy.name;
    return `${what}: ${other} comes in its place${at ? ` (${at})` : ""}`;
  }
  return `${what}: ${renamedTo === undefined ? "no file has it any more" : `no file has it any more, and ${renamedTo} is new`}`;
}

/**
 * Refuses what would be lost and is not named.
 * @param named what the command line says may go.
 * @throws CommandError before anything is touched.
 */
export function requireNamed(
  target: Pick<Target, "name">,
  losses: readonly KnownLoss[],
  stacks: readonly Stack[],
  named: readonly string[],
): void {
  const unknown = named.filter((name) => !losses.some((loss) => loss.name === name));
  if (unknown.length > 0) {
    throw new CommandError(
      `Nothing would be destroyed that is called ${unknown.join(" or ")}. Leave --destroys out, or see what lakestage preview names. Nothing was changed.`,
      ExitCode.mistake,
    );
  }
  const unnamed = losses.filter(({ name }) => !named.includes(name));
  const all = [...new Set(losses.map(({ name }) => name))];
  if (unnamed.length > 0) {
    throw new CommandError(
      [
        "This would destroy, for good:",
        ...unnamed.map((loss) => `  ${loss.stack}: ${describeLoss(loss)}`),
        "To keep it, put its name back in the file; or, where it only got another one, say previously: (docs/projects.md, " +
          '"Rename, move, remove").',
        `If it is meant: lakestage up ${stacks.map(({ name }) => name).join(" ")} ${all.map((name) => `--destroys ${quoted(name)}`).join(" ")}${atTarget(target)}`,
        "Nothing was changed.",
      ].join("\n"),
      ExitCode.mistake,
    );
  }
  const guarded = losses.filter(({ resource }) => resource.protect);
  if (guarded.length === 0) return;
  throw new CommandError(
    `Protected from deletion: ${guarded.map(({ name }) => name).join(", ")}. First deploy the names as they were with ` +
      '"protection": { "deletion": false }. Nothing was changed.',
    ExitCode.mistake,
  );
}
