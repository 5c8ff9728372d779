import { CommandError } from "../command-error";
import { type Deployment, pendingCreates, type ResourceState, resourceName, resourcesIn } from "../engine/deployment";
import type { Step } from "../engine/engine-event";
import { runEngine } from "../engine/engine-process";
import { StackProgress } from "../engine/stack-progress";
import { ExitCode } from "../exit-code";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";
import { findExisting, LookUpFailed } from "./find-existing";
import { naturalKeyOf } from "./natural-keys";

/**
 * Settles what a killed engine left open. A resource whose creation had begun may exist or not, and Databricks refuses
 * to make most objects twice: one that exists is taken into the stack's state, as an import would; the others are
 * forgotten, and made by the run that follows. See docs/decisions/0040-a-killed-run-converges.md.
 * @throws CommandError when it cannot be found out what exists; the state is left as it was.
 */
export async function resolvePendingCreates(target: Target, stack: string, terminal: Terminal): Promise<void> {
  const deployment = await target.deployment(stack);
  const pending = deployment ? pendingCreates(deployment) : [];
  if (deployment && pending.length > 0) await settle(target, stack, terminal, deployment, pending);
}

/**
 * The same for creations that the engine takes for failed, although the service may have carried them out: their
 * connection broke, or the engine gave them up when another resource failed. They are not pending in the state.
 */
export async function resolveUncertainCreates(
  target: Target,
  stack: string,
  terminal: Terminal,
  steps: Step[],
): Promise<void> {
  const deployment = await target.deployment(stack);
  if (!deployment) return;
  const known = new Set([...resourcesIn(deployment), ...pendingCreates(deployment)].map(({ urn }) => urn));
  const uncertain = steps.filter(({ urn }) => !known.has(urn)).map(asResource);
  if (uncertain.some(naturalKeyOf)) await settle(target, stack, terminal, deployment, uncertain);
}

/** What the state needs to know of a resource until the program declares it again. */
function asResource({ urn, type, new: state }: Step): ResourceState {
  const { inputs, parent, provider } = state ?? {};
  return {
    urn,
    type,
    custom: true,
    inputs: inputs ?? {},
    ...(parent ? { parent } : {}),
    ...(provider ? { provider } : {}),
  };
}

async function settle(
  target: Target,
  stack: string,
  terminal: Terminal,
  deployment: Deployment,
  pending: ResourceState[],
): Promise<void> {
  const found = await lookUp(target, stack, deployment, pending);
  await target.replaceDeployment(stack, adopt(deployment, found));
  const urns = found.map(({ urn }) => urn);
  if (urns.length > 0) await readAdopted(target, stack, urns);
  const names = urns.map(resourceName).join(", ");
  const adopted = urns.length > 0 ? `; taken over where they exist: ${names}` : "";
  terminal.note(`${stack}: settled what an interrupted run had begun to create (${pending.length})${adopted}`);
}

async function lookUp(
  target: Target,
  stack: string,
  deployment: Deployment,
  pending: ResourceState[],
): Promise<ResourceState[]> {
  const found: ResourceState[] = [];
  for (const resource of pending) {
    try {
      const id = await findExisting(resource, deployment, () => target.databricksToken());
      if (id !== undefined) found.push({ ...resource, id, outputs: {} });
    } catch (error) {
      if (!(error instanceof LookUpFailed)) throw error;
      throw new CommandError(
        `${stack}: an interrupted run may have made ${resourceName(resource.urn)}, and it cannot be looked up: ` +
          `${error.message}. Make the address reachable and run the command again, or settle it by hand: ` +
          `pulumi refresh -s ${stack}`,
        ExitCode.stackFailed,
      );
    }
  }
  return found;
}

/** The state with these resources in it, and without unfinished creations. */
export function adopt(state: Deployment, found: ResourceState[]): Deployment {
  const resources = [...resourcesIn(state)];
  for (const resource of found) {
    const old = resources.findIndex(({ urn, delete: condemned }) => urn === resource.urn && condemned !== true);
    const replaced = resources[old];
    // The pending creation replaces an object of the same id, or one that is there under another id.
    if (replaced?.id === resource.id) continue;
    if (replaced) resources[old] = { ...replaced, delete: true };
    resources.push(resource);
  }
  const unfinished = (state.deployment.pending_operations ?? []).filter(({ type }) => type !== "creating");
  return { ...state, deployment: { ...state.deployment, resources, pending_operations: unfinished } };
}

/** Reads adopted resources from the service; one that does not exist leaves the state again. */
async function readAdopted(target: Target, stack: string, urns: string[]): Promise<void> {
  const targets = urns.flatMap((urn) => ["--target", urn]);
  const progress = new StackProgress();
  const parameters = ["refresh", "--yes", "--skip-preview", "--stack", stack, ...targets];
  const run = await runEngine(target.engine, parameters, (event) => progress.accept(event));
  if (run.succeeded) return;
  const reasons = progress.diagnostics.map(({ message }) => message).join("\n") || run.messages;
  throw new CommandError(`${stack}: reading what an interrupted run made failed:\n${reasons}`, ExitCode.stackFailed);
}
