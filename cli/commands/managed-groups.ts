import { resourceNames } from "../../infra/components/azure/resource-names";
import { loadEnvironment } from "../../infra/config";
import { CHECKOUT } from "../checkout";
import { type Deployment, ownResources } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import type { Stack } from "../stacks/stacks";
import { type ResourceGroup, sameId, type Target } from "../targets/target";
import type { Terminal } from "../terminal";

const WORKSPACE = "azure-native:databricks:Workspace";

/**
 * The resource groups that workspaces have for themselves. No stack declares them, and Azure leaves each one behind when
 * its workspace goes: it would cost, and be in the way of the next workspace. See
 * docs/decisions/0076-what-a-workspace-leaves.md.
 */
export class ManagedGroups {
  /** By stack, from before anything was deleted. */
  private readonly byStack = new Map<string, ResourceGroup[]>();

  constructor(private readonly terminal: Terminal) {}

  /** Takes down what a stack's workspaces have, to be called before they go. */
  async remember(target: Target, stack: Stack): Promise<void> {
    const known = managedGroupsIn(await target.deployment(stack.name)).map((id) => ({ id }));
    this.byStack.set(stack.name, known.length > 0 ? known : leftEarlier(stack));
  }

  /** Deletes the groups of which the workspace is gone. One that stays is told, and lets the command end with `stackFailed`. */
  async remove(target: Target): Promise<void> {
    await Promise.all([...this.byStack].map(([stack, groups]) => this.removeOf(target, stack, groups)));
  }

  private async removeOf(target: Target, stack: string, groups: ResourceGroup[]): Promise<void> {
    if (groups.length === 0) return;
    const inUse = managedGroupsIn(await target.deployment(stack));
    for (const group of groups.filter(({ id }) => !inUse.some((used) => sameId(used, id)))) {
      const name = group.id.split("/").at(-1) ?? group.id;
      try {
        const deleted = await target.deleteResourceGroup(group);
        if (deleted) this.terminal.note(`${stack}: deleted ${name} too, which Azure keeps when its workspace goes.`);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.terminal.note(
          `${stack}: ${name} is left, which Azure keeps when its workspace goes, and cannot be deleted: ${reason}\n` +
            `It is in the way of a new workspace. Delete it yourself: az group delete --name ${name}`,
        );
        process.exitCode = ExitCode.stackFailed;
      }
    }
  }
}

/** What a killed run left, or plain `pulumi destroy`: the group that the settings name, where it is their workspace's. */
function leftEarlier({ environment, kind }: Stack): ResourceGroup[] {
  const loaded = kind === "platform" ? loadEnvironment(CHECKOUT, environment) : undefined;
  if (!loaded?.ok) return [];
  const { azure } = loaded.settings;
  const names = resourceNames({ ...azure, environment });
  const groups = `/subscriptions/${azure.subscriptionId}/resourceGroups`;
  const managedBy = `${groups}/${names.resourceGroup}/providers/Microsoft.Databricks/workspaces/${names.workspace}`;
  return [{ id: `${groups}/${names.managedResourceGroup}`, managedBy }];
}

function managedGroupsIn(deployment: Deployment | undefined): string[] {
  return ownResources(deployment).flatMap(({ inputs, type }) => {
    const group = inputs?.managedResourceGroupId;
    return type === WORKSPACE && typeof group === "string" ? [group] : [];
  });
}
