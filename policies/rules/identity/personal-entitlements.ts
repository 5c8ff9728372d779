import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSID017",
  title: "Entitlements go to groups and identities, never to one person",
  why: `What one person is given beside their groups stays when they change teams, and no list of groups shows it.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.RBAC.UseGroups"],
  remediation: "Set `groupId` instead of `userId`, and put the person into that group in the directory.",
  example: `new databricks.Entitlements("engineers", { groupId, workspaceAccess: true });`,
  types: ["databricks:index/entitlements:Entitlements"],
  check({ props }, report) {
    if (props.userId) report(`the user ${props.userId} has entitlements of their own`, "userId");
  },
});
