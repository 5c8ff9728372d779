import * as databricks from "@pulumi/databricks";
import * as pulumi from "@pulumi/pulumi";

/** What a workspace lets a group do at all, before any object's permissions. Databricks' own names. */
export type Entitlement = "workspaceAccess" | "databricksSqlAccess" | "allowClusterCreate";

/** One group's entitlements. */
export interface EntitledGroup {
  /** The group's id in the account: digits. */
  groupId: pulumi.Input<string>;
  /** What is not listed is taken away. */
  entitlements: readonly Entitlement[];
}

export interface GroupEntitlementsArgs {
  /** Groups that are members of the workspace, by a short name. */
  groups: Record<string, EntitledGroup>;
  /**
   * Id of the workspace's own group of everybody who is let in. Databricks entitles it to open the workspace and to use
   * SQL and serving; it is left with nothing, so that each gets what their own group is given.
   */
  everyoneId: pulumi.Input<string>;
  /** Service principals that may open the workspace and are in none of the groups, by a short name: ids in the account. */
  servicePrincipals: Record<string, pulumi.Input<string>>;
}

/** Who may open a workspace, and what they may do in it at all. Pass the workspace's provider in `options.providers`. */
export class GroupEntitlements extends pulumi.ComponentResource {
  constructor(name: string, args: GroupEntitlementsArgs, options?: pulumi.ComponentResourceOptions) {
    super("lakestage:identity:GroupEntitlements", name, {}, options);

    const everyone: EntitledGroup = { groupId: args.everyoneId, entitlements: [] };
    for (const [group, { entitlements, groupId }] of Object.entries({ ...args.groups, everyone })) {
      new databricks.Entitlements(
        `${name}-${group}`,
        { groupId, ...Object.fromEntries(entitlements.map((entitlement) => [entitlement, true])) },
        { parent: this },
      );
    }

    for (const [servicePrincipal, servicePrincipalId] of Object.entries(args.servicePrincipals)) {
      new databricks.Entitlements(
        `${name}-${servicePrincipal}`,
        { servicePrincipalId, workspaceAccess: true },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}
