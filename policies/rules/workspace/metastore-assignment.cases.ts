import { add, type RuleCases, set } from "../../cases/planted";

const assignment = "databricks:index/metastoreAssignment:MetastoreAssignment";
const SHIPPED = "account-attachments-metastore";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace with somebody else's metastore",
      changes: [set(assignment, SHIPPED, { metastoreId: "b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36" })],
      says: "the metastore is b0a7e5d2-6c1f-4e83-9d24-7f1c0e5a9b36",
      engineFree: "the account has no such metastore",
    },
    {
      name: "a workspace of development that starts in production's catalog",
      stack: "dev.platform",
      changes: [set(assignment, SHIPPED, { defaultCatalogName: "prod" })],
      says: "the default catalog is prod",
    },
    {
      name: "the same by a setting",
      stack: "dev.platform",
      changes: [
        add("databricks:index/defaultNamespaceSetting:DefaultNamespaceSetting", "default-catalog", {
          namespace: { value: "prod" },
        }),
      ],
      says: "the default catalog is prod",
    },
  ],
  leftAlone: [
    {
      name: "a workspace that starts in its own catalog",
      changes: [set(assignment, SHIPPED, { defaultCatalogName: "prod" })],
    },
  ],
};
