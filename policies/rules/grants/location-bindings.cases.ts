import { add, type RuleCases } from "../../cases/planted";

const binding = "databricks:index/workspaceBinding:WorkspaceBinding";

export const cases: RuleCases = {
  caught: [
    {
      name: "production's location in development, if only to read",
      changes: [
        add(binding, "files", {
          securableType: "external_location",
          securableName: "prod-catalog",
          workspaceId: "1000000000000001",
          bindingType: "BINDING_TYPE_READ_ONLY",
        }),
      ],
      says: "external_location",
    },
    {
      name: "a credential in another workspace",
      stack: "staging.platform",
      changes: [
        add(binding, "files", {
          securableType: "storage_credential",
          securableName: "staging-storage",
          workspaceId: "1000000000000001",
        }),
      ],
      says: "storage_credential is bound to workspace 1000000000000001 as well",
    },
  ],
  leftAlone: [
    {
      name: "a location in its own workspace",
      changes: [
        add(binding, "own", {
          securableType: "external_location",
          securableName: "prod-catalog",
          workspaceId: "1000000000000002",
        }),
      ],
    },
  ],
};
