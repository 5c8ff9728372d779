import { add, type RuleCases, remove } from "../../cases/planted";
import { CONFIGURATION, reconfigured, SHIPPED } from "./shared/planted-configuration";

const offices = add("databricks:index/ipAccessList:IpAccessList", "offices", {
  label: "offices",
  listType: "ALLOW",
  ipAddresses: ["198.51.100.0/24"],
});

export const cases: RuleCases = {
  caught: [
    {
      name: "a list in a workspace that is not told to heed it",
      stack: "prod",
      changes: [offices],
      says: "does not switch",
    },
    {
      name: "a list in a workspace without a configuration",
      stack: "prod",
      changes: [offices, remove(CONFIGURATION, SHIPPED)],
      finds: ["offices"],
      says: "the workspace's configuration does not switch its IP access lists on",
    },
    {
      name: "a list in a workspace that ignores lists",
      stack: "dev",
      changes: [offices, reconfigured({ enableIpAccessLists: "false" })],
      finds: ["offices"],
      says: "the workspace's configuration does not switch its IP access lists on",
    },
  ],
  leftAlone: [
    {
      name: "a list in a workspace that heeds lists",
      stack: "prod",
      changes: [offices, reconfigured({ enableIpAccessLists: "true" })],
    },
  ],
};
