import type { Home } from "../../sandbox/lifecycle";
import { readSandboxDeployment, sandboxStackNames } from "./sandbox-state";
import type { StackStates, Target } from "./target";

/** States to be read, without an engine and a control plane being readied for more. */
export async function stackStates(home: Home, target: Target["name"]): Promise<StackStates> {
  if (target === "sandbox") {
    return {
      stackNames: async () => sandboxStackNames(home),
      deployment: async (stack) => readSandboxDeployment(home, stack),
    };
  }
  const { cloudStates } = await import("./cloud-target");
  return await cloudStates();
}
