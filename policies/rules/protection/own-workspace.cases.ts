import { edit, type RuleCases, set } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "development's folder in production's workspace",
      stack: "dev",
      changes: [
        set("databricks:index/directory:Directory", "projects-folder", {
          providerConfig: { workspaceId: "1000000000000002" },
        }),
      ],
      says: "it is put into workspace 1000000000000002",
      engineFree: "the provider asks that workspace whether it is there",
    },
    {
      name: "a library that a task takes from another workspace",
      stack: "prod.flight-delay",
      changes: [
        set("databricks:index/job:Job", "monitoring", {
          "tasks[0].libraries": [{ pypi: { package: "numpy" }, providerConfig: { workspaceId: "4711" } }],
        }),
      ],
      says: "it is put into workspace 4711",
      engineFree: "the provider asks that workspace whether it is there",
    },
  ],
  leftAlone: [
    {
      name: "a folder that leaves it to the provider",
      stack: "dev",
      changes: [set("databricks:index/directory:Directory", "projects-folder", { providerConfig: {} as never })],
    },
    {
      name: "a folder that says outright that it says nothing",
      stack: "dev",
      changes: [
        edit("databricks:index/directory:Directory", "projects-folder", (folder) => {
          folder.providerConfig = undefined;
        }),
      ],
    },
  ],
};
