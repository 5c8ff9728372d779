import { ALWAYS, resourceRule } from "../../rule";
import { reachOf, roleName } from "./shared/azure-roles";

const ON_DATA = /^(Storage Blob Data|Key Vault) /;

export const rule = resourceRule({
  id: "LSID011",
  title: "Roles on data hold for one resource",
  why: `On a resource group, a role for one account holds for every account, and every vault, that is ever made in it; nobody
who adds one thinks of it.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `scope` to the id of the storage account, the container or the key vault.",
  example: `assignRole("connector-access", { ...connector, scope: account.id, role: "Storage Blob Data Contributor" });`,
  types: ["azure-native:authorization:RoleAssignment"],
  check({ props }, report) {
    const role = roleName(props.roleDefinitionId);
    if (!ON_DATA.test(role)) return;
    const reach = reachOf(props.scope);
    if (reach !== "resource")
      report(`${role} holds for ${reach === "everything" ? reach : `a whole ${reach}`}`, "scope");
  },
});
