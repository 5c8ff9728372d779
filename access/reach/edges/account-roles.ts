import { textOf } from "../../../databricks-client";
import { declaredOf } from "../../declared/resource-index";
import type { ReachEstate } from "../reach-estate";

/** Resources that give a role in the account, each with the input that says whom. */
const GIVING = {
  "databricks:index/servicePrincipalRole:ServicePrincipalRole": "servicePrincipalId",
  "databricks:index/groupRole:GroupRole": "groupId",
  "databricks:index/userRole:UserRole": "userId",
} as const;

/**
 * Account admins manage every principal and workspace, and make themselves admin of any metastore (Databricks: "Databricks
 * administration introduction", "Manage Unity Catalog metastores"). Other roles are about the account, and raise nobody.
 */
export function accountRoleSteps(estate: ReachEstate): void {
  const { account, graph, principals, securables, stacks, workspaces } = estate;
  for (const [type, input] of Object.entries(GIVING)) {
    for (const { resource, stack } of declaredOf(stacks, type)) {
      const role = textOf(resource.inputs.role) ?? "";
      const holder = principals.of(stack, resource.inputs[input]);
      const power = role === "account_admin" ? "control" : "use";
      const cause = { urn: resource.urn, property: "role" };
      graph.step(holder, account, "control", power, `${holder.name} has the role ${role} in the account`, cause);
    }
  }
  for (const environment of new Set(stacks.map(({ settings }) => settings.name))) {
    const workspace = workspaces.of(environment);
    graph.step(account, workspace, "control", "control", `account admins let themselves into every workspace`);
  }
  for (const stack of stacks) {
    const metastore = securables.metastore(stack);
    graph.step(account, metastore, "control", "control", `account admins make themselves admins of every metastore`);
  }
  for (const principal of [...principals.identities.map(({ thing }) => thing), ...principals.groups]) {
    const way = principal.word === "group" ? "add themselves to every group" : "manage every identity";
    graph.step(account, principal, "control", "control", `account admins ${way}`);
  }
}
