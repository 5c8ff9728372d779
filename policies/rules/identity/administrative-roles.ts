import { ALWAYS, resourceRule } from "../../rule";
import { MORE_THAN_DATA, roleName } from "./shared/azure-roles";

export const rule = resourceRule({
  id: "LSID012",
  title: "Identities use data, and do not administer it",
  why: `Unity Catalog decides who reads which table, as long as nobody can give themselves the files. An identity that
administers the account or the vault goes round it.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Assign Storage Blob Data Contributor or Reader, Key Vault Secrets User, or Key Vault Crypto Service Encryption User.",
  example: `assignRole("connector-access", { ...connector, scope: account.id, role: "Storage Blob Data Contributor" });`,
  types: ["azure-native:authorization:RoleAssignment"],
  check({ props }, report) {
    const role = roleName(props.roleDefinitionId);
    const more = MORE_THAN_DATA[role];
    if (more) report(`${role} ${more}`, "roleDefinitionId");
  },
});
