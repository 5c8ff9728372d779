import { ALWAYS, resourceRule } from "../../rule";
import { roleName } from "./shared/azure-roles";

/** With what each can do beyond reading and writing. */
const MORE_THAN_DATA: Readonly<Record<string, string>> = {
  "Key Vault Administrator": "reads, changes and purges everything in the vault",
  "Key Vault Crypto Officer": "deletes and purges keys",
  "Key Vault Data Access Administrator": "gives others access to the vault",
  "Key Vault Secrets Officer": "changes and deletes secrets",
  "Storage Account Contributor": "reads the account's shared keys and opens its firewall",
  "Storage Account Key Operator Service Role": "reads the account's shared keys",
  "Storage Blob Data Owner": "decides who else reads and writes files",
};

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
