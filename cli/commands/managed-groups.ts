import { type Deployment, ownResources } from "../engine/deployment";
import { ExitCode } from "../exit-code";
import type { Target } from "../targets/target";
import type { Terminal } from "../terminal";

const WORKSPACE = "azure-native:databricks:Workspace";

/**
 * The resource groups that workspaces have for themselves. No stack declares them, and Azure leaves each one behind when
 * its workspace goes: it would cost, and be in the way of the next workspace. See
 * docs/decisions/0076-what-a-workspace-leaves.md.
 */
export class ManagedGroups {
  /** Ids by stack, from before anything was deleted. */
  private readonly byStack = new Map<string, string[]>();

  constructor(private readonly terminal: Terminal) {}

  /** Takes down what a stack's workspaces have, to be called before they go. */
  async remember(target: Target, stack: string): Promise<void> {
    this.byStack.set(stack, managedGroupsIn(await target.deployment(stack)));
  }

  /** Deletes the groups of which the workspace is gone. One that stays is told, and lets the command end with `stackFailed`. */
  async remove(target: Target): Promise<void> {
    await Promise.all([...this.byStack].map(([stack, groups]) => this.removeOf(target, stack, groups)));
  }

  private async removeOf(target: Target, stack: string, groups: string[]): Promise<void> {
    if (groups.length === 0) return;
    const inUse = managedGroupsIn(await target.deployment(stack));
    for (const group of groups.filter((id) => !inUse.includes(id))) {
      const name = group.split("/").at(-1) ?? group;
      try {
        await target.deleteResourceGroup(group);
        this.terminal.note(`${stack}: deleted ${name} too, which Azure keeps when its workspace goes.`);
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

function managedGroupsIn(deployment: Deployment | undefined): string[] {
  return ownResources(deployment).flatMap(({ inputs, type }) => {
    const group = inputs?.managedResourceGroupId;
    return type === WORKSPACE && typeof group === "string" ? [group] : [];
  });
}
