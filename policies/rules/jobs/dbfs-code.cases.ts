import type { RuleCases } from "../../cases/planted";
import { firstCluster, firstTask } from "./shared/planted-job";

export const cases: RuleCases = {
  caught: [
    {
      name: "an init script in DBFS",
      stack: "prod.flight-delay",
      changes: [firstCluster("training", { initScripts: [{ dbfs: { destination: "dbfs:/init/proxy.sh" } }] })],
      says: "dbfs:/init/proxy.sh",
    },
    {
      name: "a wheel in DBFS",
      stack: "staging.diabetes-progression",
      changes: [firstTask("features", { libraries: [{ whl: "dbfs:/FileStore/wheels/lakestage.whl" }] })],
      says: "it runs dbfs:/FileStore/wheels/lakestage.whl",
    },
    {
      name: "a task's file, over the mount of DBFS",
      stack: "prod.flight-delay",
      changes: [firstTask("features", { sparkPythonTask: { pythonFile: "/dbfs/tasks/task.py", parameters: [] } })],
      says: "it runs /dbfs/tasks/task.py",
    },
  ],
  leftAlone: [
    {
      name: "a wheel in a volume, under the address that DBFS gives it",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", { libraries: [{ whl: "dbfs:/Volumes/prod/flight_delay/files/wheels/lakestage.whl" }] }),
      ],
    },
  ],
};
