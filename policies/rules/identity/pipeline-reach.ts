import { type Leaving, leavingIn, type StackPart } from "../../../access/reach";
import type { ResourceType } from "../../resource-types";
import { ALWAYS, type PolicyStack, type RuleContext, wholeStackRule } from "../../rule";
import { DATABRICKS_TRUST } from "./shared/trusted-pipelines";

export const rule = wholeStackRule({
  id: "LSID046",
  title: "What a pipeline's identity reaches, by any chain, lies in its environment",
  why: `Whoever pushes to a branch, or takes a pipeline over, has its identity, and all that it becomes: through groups, roles,
admins of workspaces, code that others run. A development pipeline that reaches production by any such chain is production's
pipeline without its reviewers.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take away the role, grant or membership that the finding is placed at; `lakestage access --pipeline <environment>` shows the whole chain through all stacks.",
  example: `preview.give("reader", { scope: resourceGroup.id, role: "Reader", subscriptionId });`,
  check(stack, report, context) {
    // Who trusts no pipeline is no pipeline's.
    if (stack.ofType(DATABRICKS_TRUST).length === 0) return;
    const told = new Set<string>();
    for (const leaving of leavingIn(partOf(stack, context))) {
      const cause = leaving.placed.chain.findLast((step) => step.cause)?.cause;
      const place = `${cause?.urn} ${cause?.property}`;
      // What opens one way opens others with it: the nearest is enough to mend it.
      if (told.has(place)) continue;
      told.add(place);
      const resource = stack.resources.find(({ urn }) => urn === cause?.urn);
      report(messageOf(leaving), resource, resource && cause?.property);
    }
  },
});

function messageOf({ identity, placed: { chain, thing } }: Leaving): string {
  const where = thing.environment === undefined ? "" : ` of ${thing.environment}`;
  return `${identity.name} reaches ${thing.word} ${thing.name}${where}: ${chain.map(({ why }) => why).join("; ")}`;
}

/** What leads from an identity out of an environment. The rest of a stack is in its workspace, and leads nowhere else. */
const LEADING = [
  "azure-native:authorization:RoleAssignment",
  "azure-native:consumption:Budget",
  "azure-native:databricks:AccessConnector",
  "azure-native:databricks:Workspace",
  "azure-native:keyvault:Vault",
  "azure-native:managedidentity:FederatedIdentityCredential",
  "azure-native:managedidentity:UserAssignedIdentity",
  "azure-native:resources:ResourceGroup",
  "azure-native:storage:BlobContainer",
  "azure-native:storage:StorageAccount",
  "databricks:index/accessControlRuleSet:AccessControlRuleSet",
  "databricks:index/catalog:Catalog",
  "databricks:index/externalLocation:ExternalLocation",
  "databricks:index/grant:Grant",
  "databricks:index/grants:Grants",
  "databricks:index/group:Group",
  "databricks:index/groupMember:GroupMember",
  "databricks:index/groupRole:GroupRole",
  "databricks:index/metastore:Metastore",
  "databricks:index/metastoreAssignment:MetastoreAssignment",
  "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment",
  "databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting",
  "databricks:index/servicePrincipal:ServicePrincipal",
  DATABRICKS_TRUST,
  "databricks:index/servicePrincipalRole:ServicePrincipalRole",
  "databricks:index/storageCredential:StorageCredential",
] as const satisfies ResourceType[];

/** A stack as it is walked: what a preview knows of it, and nothing that only services answer. */
function partOf(stack: PolicyStack, { settings, stack: name }: RuleContext): StackPart {
  const resources: StackPart["resources"] = [];
  for (const type of LEADING) {
    stack.each(type, ({ ignoreChanges, parent, props, protect, urn, name: called }) => {
      // Reads all of it, and so finds out what is not known yet.
      const inputs = JSON.parse(JSON.stringify(props)) as Record<string, unknown>;
      resources.push({
        ...UNANSWERED,
        urn,
        type,
        name: called,
        inputs,
        parent,
        protect,
        ignoreChanges: [...ignoreChanges],
      });
    });
  }
  return { name, settings, resources, outputs: {} };
}

const UNANSWERED = {
  propertyDependencies: {},
  custom: true,
  id: "",
  outputs: {},
  provider: "",
  secrets: [],
  dependsOn: [],
};
