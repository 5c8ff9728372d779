import { add, type RuleCases } from "../../testing/planted";

const offices = add("databricks:index/ipAccessList:IpAccessList", "offices", {
  label: "offices",
  listType: "ALLOW",
  ipAddresses: ["198.51.100.0/24"],
});
const configuration = (enableIpAccessLists: string) =>
  add("databricks:index/workspaceConf:WorkspaceConf", "configuration", { customConfig: { enableIpAccessLists } });

export const cases: RuleCases = {
  caught: [
    {
      name: "a list in a workspace without configuration",
      changes: [offices],
      says: "does not switch",
    },
    {
      name: "a list in a workspace that ignores lists",
      stack: "dev",
      changes: [offices, configuration("false")],
      finds: ["offices"],
    },
  ],
  leftAlone: [
    {
      name: "a list in a workspace that heeds lists",
      changes: [offices, configuration("true")],
    },
  ],
};
