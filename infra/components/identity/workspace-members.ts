import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

/** One principal of the account in a workspace. */
export interface WorkspaceMember {
  /** The principal's id in the account: digits. */
  principalId: pulumi.Input<string>;
  /** `ADMIN` administers the workspace. */
  permission: "USER" | "ADMIN";
}

export interface WorkspaceMembersArgs {
  workspaceId: pulumi.Input<string>;
  /** The metastore's assignment: only a workspace that has one takes members from the account. */
  metastoreAssignment: pulumi.Resource;
  /** Who may open the workspace, by a short name. Nobody else may. */
  members: Record<string, WorkspaceMember>;
}

/** Who may open a workspace, and as what. Pass the account's provider in `options.providers`. */
export class WorkspaceMembers extends pulumi.ComponentResource {
  constructor(name: string, args: WorkspaceMembersArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:identity:WorkspaceMembers", name, {}, options);

    for (const [member, { permission, principalId }] of Object.entries(args.members)) {
      new databricks.MwsPermissionAssignment(
        `${name}-${member}`,
        { workspaceId: args.workspaceId, principalId, permissions: [permission] },
        { parent: this, dependsOn: args.metastoreAssignment },
      );
    }

    this.registerOutputs({});
  }
}
