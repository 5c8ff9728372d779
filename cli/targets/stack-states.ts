import { availableParallelism } from "node:os";
import pLimit from "p-limit";
import type { Home } from "../../sandbox/lifecycle";
import { type Deployment, resourcesIn } from "../engine/deployment";
import { readSandboxDeployment, sandboxStackNames } from "./sandbox-state";
import type { StackStates, Target } from "./target";

/** States to be read, without an engine and a control plane being readied for more. */
export async function stackStates(home: Home, target: Target["name"]): Promise<StackStates> {
  if (target === "sandbox") {
    return {
      name: target,
      stackNames: async () => sandboxStackNames(home),
      deployment: async (stack) => readSandboxDeployment(home, stack),
    };
  }
  const { cloudStates } = await import("./cloud-target");
  return await cloudStates();
}

/** The states of those of the stacks that have anything, by name and in their order. */
export async function deploymentsOf(
  states: Pick<StackStates, "deployment">,
  stacks: readonly { name: string }[],
): Promise<Map<string, Deployment>> {
  // In the cloud, each is asked for by an engine of its own.
  const limit = pLimit(availableParallelism());
  const deployments = await Promise.all(
    stacks.map(({ name }) => limit(async () => [name, await states.deployment(name)] as const)),
  );
  return new Map(
    deployments.flatMap(([name, deployment]) =>
      deployment && resourcesIn(deployment).length > 0 ? [[name, deployment]] : [],
    ),
  );
}
