import { edit, type RuleCases, set } from "../../cases/planted";

const catalog = "databricks:index/catalog:Catalog";

export const cases: RuleCases = {
  caught: [
    {
      name: "a catalog in the metastore's storage",
      changes: [set(catalog, "unity-catalog-catalog", { storageRoot: undefined })],
      says: "metastore",
    },
    {
      name: "a catalog in a container whose name only begins like its own",
      stack: "staging.platform",
      changes: [
        edit(catalog, "unity-catalog-catalog", (inputs) => {
          inputs.storageRoot = inputs.storageRoot?.replace(/\/$/, ".example/");
        }),
      ],
      says: ".example",
      engineFree: "names of storage accounts are Azure's own there",
    },
    {
      name: "a schema with a place of its own",
      stack: "prod.flight-delay",
      changes: [
        set("databricks:index/schema:Schema", "schemas-main", {
          storageRoot: "abfss://flights@elsewhere.dfs.core.windows.net/",
        }),
      ],
      engineFree: "the engine refuses to replace what is protected",
      says: "it keeps its files in abfss://flights@elsewhere.dfs.core.windows.net/",
    },
  ],
  leftAlone: [
    {
      name: "a catalog in a folder of its location",
      changes: [
        edit(catalog, "unity-catalog-catalog", (inputs) => {
          inputs.storageRoot = `${inputs.storageRoot ?? ""}managed`;
        }),
      ],
    },
    {
      name: "a catalog of another database's tables, which has no files",
      changes: [set(catalog, "unity-catalog-catalog", { connectionName: "postgres", storageRoot: undefined })],
    },
  ],
};
