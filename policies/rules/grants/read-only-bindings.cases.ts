import { add, type RuleCases, set } from "../../cases/planted";

const binding = "databricks:index/workspaceBinding:WorkspaceBinding";

export const cases: RuleCases = {
  caught: [
    {
      name: "a binding that writes",
      changes: [set(binding, "unity-catalog-readable-in-dev", { bindingType: "BINDING_TYPE_READ_WRITE" })],
      says: "BINDING_TYPE_READ_WRITE",
    },
    {
      name: "a binding in the old form that does not say",
      changes: [add(binding, "old", { catalogName: "prod", workspaceId: "1000000000000003" })],
      says: "1000000000000003",
    },
  ],
  leftAlone: [
    {
      name: "a binding to the catalog's own workspace",
      changes: [
        add(binding, "own", {
          securableType: "catalog",
          securableName: "prod",
          workspaceId: "1000000000000002",
          bindingType: "BINDING_TYPE_READ_WRITE",
        }),
      ],
    },
    {
      name: "a development catalog that snapshots are written into",
      stack: "dev.platform",
      changes: [
        add(binding, "snapshots", {
          securableType: "catalog",
          securableName: "dev",
          workspaceId: "1000000000000002",
          bindingType: "BINDING_TYPE_READ_WRITE",
        }),
      ],
    },
  ],
};
