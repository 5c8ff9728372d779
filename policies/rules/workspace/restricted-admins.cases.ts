import { type RuleCases, remove, set } from "../../cases/planted";

const setting = "databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting";
const SHIPPED = "restricted-admins";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace of development whose admins may run jobs as anybody",
      stack: "dev.platform",
      changes: [set(setting, SHIPPED, { "restrictWorkspaceAdmins.status": "ALLOW_ALL" })],
      says: "the status is ALLOW_ALL",
    },
    {
      name: "a workspace of production that leaves it to Databricks",
      changes: [remove(setting, SHIPPED)],
      finds: ["stack"],
      says: "nothing restricts the workspace's admins",
    },
  ],
  leftAlone: [
    {
      name: "the setting under another name",
      stack: "staging.platform",
      changes: [set(setting, SHIPPED, { settingName: "default" })],
    },
  ],
};
