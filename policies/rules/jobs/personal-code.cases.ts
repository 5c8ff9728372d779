import type { RuleCases } from "../../cases/planted";
import { firstCluster, firstTask } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a task that runs a person's notebook",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          sparkPythonTask: undefined,
          notebookTask: { notebookPath: "/Users/ada@lakestage.example/features" },
        }),
      ],
      says: "ada@lakestage.example",
    },
    {
      name: "a library out of a person's Git folder",
      stack: "prod.diabetes-progression",
      changes: [
        firstTask("training", {
          libraries: [{ requirements: "/Workspace/Repos/ada@lakestage.example/mlops/requirements.txt" }],
        }),
      ],
      says: "it runs /Workspace/Repos/ada@lakestage.example/mlops/requirements.txt",
    },
    {
      name: "an init script out of a person's folder",
      stack: "staging.flight-delay",
      changes: [
        firstCluster("training", {
          initScripts: [{ workspace: { destination: "/Users/ada@lakestage.example/init.sh" } }],
        }),
      ],
      says: "it runs /Users/ada@lakestage.example/init.sh",
    },
  ],
  leftAlone: [
    {
      name: "a project that is named after its users",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          sparkPythonTask: {
            pythonFile: "/Workspace/Projects/Users/source/pipelines/task.py",
            parameters: ["features"],
          },
        }),
      ],
    },
    {
      name: "a shared Git folder",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", { sparkPythonTask: undefined, notebookTask: { notebookPath: "/Repos/shared/features" } }),
      ],
    },
  ],
};
