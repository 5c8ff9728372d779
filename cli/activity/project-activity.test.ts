import { DatabricksStub } from "../../databricks-client/testing/databricks-stub";
import { deployedProject, MODEL, TRAINING } from "../testing/deployed-project";
import { activityLines, projectActivities } from "./project-activity";

test("a project's aliases, what waits for an approval, what became of the newest version and its last runs are told; of a project that is not deployed, nothing", async () => {
  const version = (tags: object[]) => ({ model_version: { version: "1", tags } });
  const stub = await DatabricksStub.start({
    [`/api/2.1/unity-catalog/models/${MODEL}`]: { aliases: [{ alias_name: "Champion", version_num: 1 }] },
    [`/api/2.1/unity-catalog/models/${MODEL}/versions`]: {
      model_versions: [1, 2, 3].map((number) => ({ version: number })),
    },
    [`/api/2.0/mlflow/unity-catalog/model-versions/get?name=${MODEL}&version=1`]: version([]),
    [`/api/2.0/mlflow/unity-catalog/model-versions/get?name=${MODEL}&version=2`]: {
      model_version: { version: "2", tags: [{ key: "model_validation_status", value: "PASSED" }] },
    },
    [`/api/2.0/mlflow/unity-catalog/model-versions/get?name=${MODEL}&version=3`]: {
      model_version: { version: "3", tags: [{ key: "model_validation_status", value: "FAILED" }] },
    },
    [`/api/2.2/jobs/runs/list?job_id=${TRAINING}`]: {
      runs: [{ run_id: 7, state: { life_cycle_state: "TERMINATED", result_state: "FAILED" } }],
    },
    "/api/2.2/jobs/runs/list": {},
  });
  try {
    const found = await projectActivities(deployedProject(stub.host), [
      { name: "dev.flight-delay", environment: "dev" },
      { name: "dev.trains", environment: "dev" },
      { name: "prod.flight-delay", environment: "prod" },
    ]);
    expect([...found.keys()]).toEqual(["dev.flight-delay"]);
    expect(activityLines(found.get("dev.flight-delay"))).toEqual([
      `${MODEL}: Champion version 1`,
      `${MODEL}: version 2 waits for an approval`,
      `${MODEL}: version 3 has failed validation`,
      "last runs: training failed (run 7)",
    ]);
    expect(activityLines(found.get("dev.trains"))).toEqual([]);
  } finally {
    await stub.stop();
  }
});
