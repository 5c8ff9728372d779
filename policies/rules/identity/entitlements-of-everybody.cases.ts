import { edit, type RuleCases, remove } from "../../testing/planted";
import { ENTITLEMENTS } from "./workspace-people";

export const cases: RuleCases = {
  caught: [
    {
      name: "SQL for everybody",
      changes: [
        edit(ENTITLEMENTS, "entitlements-everyone", (inputs) => {
          inputs.databricksSqlAccess = true;
        }),
      ],
      says: "databricksSqlAccess",
    },
    {
      name: "what Databricks gives everybody, left as it is",
      stack: "staging",
      changes: [remove(ENTITLEMENTS, "entitlements-everyone")],
      finds: ["stack"],
      says: "what everybody has",
    },
  ],
  leftAlone: [
    {
      name: "nothing for everybody, spelled out",
      changes: [
        edit(ENTITLEMENTS, "entitlements-everyone", (inputs) => {
          inputs.databricksSqlAccess = false;
          inputs.workspaceAccess = false;
        }),
      ],
    },
    {
      name: "SQL for a group of its own",
      stack: "staging",
      changes: [
        edit(ENTITLEMENTS, "entitlements-data-scientists", (inputs) => {
          inputs.databricksSqlAccess = true;
        }),
      ],
    },
  ],
};
