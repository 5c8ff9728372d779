import { type RuleCases, set } from "../../cases/planted";

const volume = "databricks:index/volume:Volume";

export const cases: RuleCases = {
  caught: [
    {
      name: "an external volume",
      stack: "prod.flight-delay",
      changes: [
        set(volume, "schemas-files", {
          volumeType: "EXTERNAL",
          storageLocation: "abfss://landing@lake.dfs.core.windows.net/files",
        }),
      ],
      says: "EXTERNAL, at abfss://landing@lake",
      engineFree: "the engine refuses to replace what is protected",
    },
  ],
  leftAlone: [
    {
      name: "a managed volume whose location the provider has filled in",
      stack: "prod.flight-delay",
      changes: [
        set(volume, "schemas-files", {
          storageLocation: "abfss://catalog@lake.dfs.core.windows.net/__unitystorage/volumes/1",
        }),
      ],
    },
  ],
};
