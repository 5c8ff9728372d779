import { type RuleCases, remove, set } from "../../cases/planted";
import { ENTITLEMENTS } from "./shared/workspace-people";

export const cases: RuleCases = {
  caught: [
    {
      name: "SQL for everybody",
      changes: [set(ENTITLEMENTS, "entitlements-everyone", { databricksSqlAccess: true })],
      says: "databricksSqlAccess",
    },
    {
      name: "what Databricks gives everybody, left as it is",
      stack: "staging.platform",
      changes: [remove(ENTITLEMENTS, "entitlements-everyone")],
      finds: ["stack"],
      says: "what everybody has",
    },
  ],
  leftAlone: [
    {
      name: "nothing for everybody, spelled out",
      changes: [set(ENTITLEMENTS, "entitlements-everyone", { databricksSqlAccess: false, workspaceAccess: false })],
    },
    {
      name: "SQL for a group of its own",
      stack: "staging.platform",
      changes: [set(ENTITLEMENTS, "entitlements-data-scientists", { databricksSqlAccess: true })],
    },
  ],
};
