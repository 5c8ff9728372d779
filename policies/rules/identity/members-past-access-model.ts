import { ALWAYS, unwantedTypesRule } from "../../rule";

/** What each of these does that the estate leaves to the directory, or says by another resource. */
const PAST_THE_MODEL = new Map([
  ["databricks:index/user:User", "it makes a person, who comes from the directory"],
  ["databricks:index/userRole:UserRole", "it gives a person a role in the account"],
  ["databricks:index/groupRole:GroupRole", "it gives a group a role in the account"],
  ["databricks:index/servicePrincipalRole:ServicePrincipalRole", "it gives a service principal a role in the account"],
  [
    "databricks:index/permissionAssignment:PermissionAssignment",
    "it lets somebody into the workspace beside its members",
  ],
  [
    "databricks:index/accountFederationPolicy:AccountFederationPolicy",
    "it trusts an issuer's tokens for the whole account",
  ],
  ["azure-native:authorization:RoleDefinition", "it makes a role that no review knows"],
]);

export const rule = unwantedTypesRule({
  id: "LSID023",
  title: "Nobody is made, let in or raised past the access model",
  why: `Who may open a workspace, and as what, is declared in one way, which the access matrix shows. An account role, a
person or an assignment that a stack adds by another way is in force, and in no matrix.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the resource. Put people into the groups of `lakestage:groups` (Pulumi.yaml) in the directory; let principals in by `MwsPermissionAssignment`.",
  example: `new databricks.MwsPermissionAssignment("auditors", { workspaceId, principalId, permissions: ["USER"] });`,
  unwanted: PAST_THE_MODEL,
});
