import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

/** What a workspace lets a principal do at all. Databricks' own names. */
export type Entitlement = "workspaceAccess" | "databricksSqlAccess" | "allowClusterCreate";

/** One principal of the account in the workspace. */
export interface WorkspaceMember {
  /** The principal's id in the account: digits. */
  principalId: pulumi.Input<string>;
  /** `ADMIN` administers the workspace; entitlements add nothing to that. */
  permission: "USER" | "ADMIN";
  /** Only for groups; a service principal has its groups'. */
  entitlements: readonly Entitlement[];
}

export interface WorkspaceAccessArgs {
  workspaceId: pulumi.Input<string>;
  /** Who may open the workspace, by a short name. Nobody else may. */
  members: Record<string, WorkspaceMember>;
  /** Provider of the Databricks account, which assigns principals to workspaces. */
  account: pulumi.ProviderResource;
  /** Provider of the workspace, which keeps the entitlements. */
  workspace: pulumi.ProviderResource;
}

/** Who may open a workspace, as what, and with which entitlements. */
export class WorkspaceAccess extends pulumi.ComponentResource {
  constructor(
    private readonly name: string,
    private readonly args: WorkspaceAccessArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:identity:WorkspaceAccess", name, {}, options);

    for (const [member, access] of Object.entries(args.members)) {
      const assignment = this.assign(member, access);
      if (access.entitlements.length > 0) this.entitle(member, access, assignment);
    }

    this.registerOutputs({});
  }

  private assign(member: string, { permission, principalId }: WorkspaceMember): pulumi.Resource {
    const { account, workspaceId } = this.args;
    return new databricks.MwsPermissionAssignment(
      `${this.name}-${member}`,
      { workspaceId, principalId, permissions: [permission] },
      { parent: this, provider: account },
    );
  }

  private entitle(member: string, { entitlements, principalId }: WorkspaceMember, assignment: pulumi.Resource): void {
    new databricks.Entitlements(
      `${this.name}-${member}-entitlements`,
      { groupId: principalId, ...Object.fromEntries(entitlements.map((entitlement) => [entitlement, true])) },
      // A group has entitlements in a workspace only while it is assigned to it.
      { parent: this, provider: this.args.workspace, dependsOn: assignment },
    );
  }
}
