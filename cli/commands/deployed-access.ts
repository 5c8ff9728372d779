import { type AccessState, deployedAccess, type GivingStack } from "../../access";
import { loadEnvironment } from "../../infra/config";
import { CHECKOUT } from "../checkout";
import { ownResources, stackOutputs } from "../engine/deployment";
import type { Stack } from "../stacks/stacks";
import { deploymentsOf } from "../targets/stack-states";
import type { StackStates } from "../targets/target";

/**
 * Who may do what by these stacks as they were last deployed, whatever files say by now.
 * @param stacks also those that are left behind: what they give, nobody gave by hand.
 */
export async function accessWhenDeployed(states: StackStates, stacks: readonly Stack[]): Promise<AccessState> {
  const deployments = await deploymentsOf(states, stacks);
  return deployedAccess(
    stacks.flatMap(({ environment, kind, name, project }): GivingStack[] => {
      const deployment = deployments.get(name);
      if (!deployment) return [];
      return [
        {
          name,
          kind,
          outputs: stackOutputs(deployment),
          settings: environmentOf(environment),
          ...(project !== undefined && { project: { name: project } }),
          resources: ownResources(deployment)
            .filter((resource) => !resource.delete)
            .map(({ id = "", inputs = {}, outputs = {}, parent = "", type, urn }) => ({
              ...{ urn, type, id, inputs, outputs, parent },
              name: urn.split("::").at(-1) ?? "",
            })),
        },
      ];
    }),
  );
}

/** What no file describes may be production. */
function environmentOf(name: string): GivingStack["settings"] {
  const loaded = loadEnvironment(CHECKOUT, name);
  return loaded.ok ? loaded.settings : { name, environment: { stage: "production" }, metastore: { id: "" } };
}
