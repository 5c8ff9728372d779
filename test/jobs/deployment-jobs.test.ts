import type { JsonObject } from "../../sandbox/control-plane";
import { ENGINEER, SCIENTIST } from "../../sandbox/testing/jobs";
import { TestModels } from "../../sandbox/testing/models";
import { PythonJobs } from "../harness/python-jobs";

// Processes are started for real here.
jest.setTimeout(120_000);

/** As the service's own notebook asks: a tag of the version that is called as the task is, and says `approved`. */
const APPROVAL = `
import json, os, sys, urllib.parse, urllib.request
model, version, task = sys.argv[1:]
query = urllib.parse.urlencode({"name": model, "version": version})
asked = urllib.request.Request(
    f"{os.environ['DATABRICKS_HOST']}/api/2.0/mlflow/unity-catalog/model-versions/get?{query}",
    headers={"Authorization": f"Bearer {os.environ['DATABRICKS_TOKEN']}"},
)
found = json.load(urllib.request.urlopen(asked))["model_version"]
tags = {tag["key"]: tag["value"] for tag in found.get("tags", [])}
if tags.get(task, "").lower() != "approved":
    raise RuntimeError("Model version not approved for deployment")
print(f"{model}/{version} approved")
`;

describe("a deployment job", () => {
  let python: PythonJobs;
  let models: TestModels;
  let job: number;

  beforeAll(async () => {
    python = await PythonJobs.start();
    models = await TestModels.in(python.jobs.sandbox);
    await models.grant(SCIENTIST, ["APPLY_TAG", "EXECUTE"]);
    await models.grant(ENGINEER, ["CREATE_MODEL_VERSION", "EXECUTE"]);
    job = await python.create(
      [
        python.task("evaluation", "print('good enough')"),
        python.task("Approval_Legal", APPROVAL, {
          depends_on: [{ task_key: "evaluation" }],
          spark_python_task: {
            python_file: PythonJobs.pathOf("Approval_Legal.py"),
            parameters: ["{{job.parameters.model_name}}", "{{job.parameters.model_version}}", "{{task.name}}"],
          },
        }),
        python.task("deployment", "print('deployed')", { depends_on: [{ task_key: "Approval_Legal" }] }),
      ],
      { parameters: ["model_name", "model_version"].map((name) => ({ name, default: "" })) },
    );
    const body = { name: TestModels.MODEL, deployment_job_id: String(job) };
    await models.mlflow("PATCH", "/registered-models/update", body);
  });
  afterAll(() => python.stop());

  async function newVersionAs(user: string): Promise<[version: string, run: JsonObject]> {
    const before = await runs();
    const { body } = await models.mlflow(
      "POST",
      "/model-versions/create",
      { name: TestModels.MODEL, source: "dbfs:/model" },
      user,
    );
    const { version } = body.model_version as { version: string };
    await models.mlflow("POST", "/model-versions/finalize", { name: TestModels.MODEL, version }, user);
    const [run, ...others] = (await runs()).filter(({ run_id: id }) => !before.some((each) => each.run_id === id));
    expect(others).toEqual([]);
    return [version, run ?? {}];
  }

  async function runs(): Promise<JsonObject[]> {
    return ((await python.jobs.ok("GET", `/api/2.2/jobs/runs/list?job_id=${job}`)).runs ?? []) as JsonObject[];
  }

  const approve = async (version: string, as: string): Promise<number> => {
    const tag = { name: TestModels.MODEL, version, key: "Approval_Legal", value: "Approved" };
    return (await models.mlflow("POST", "/model-versions/set-tag", tag, as)).status;
  };

  it("waits for its approval, which whoever may tag the version gives; then its run is repaired, and goes on", async () => {
    const [version, started] = await newVersionAs(ENGINEER);
    const refused = await python.ended(started.run_id);
    expect(PythonJobs.results(refused)).toEqual({
      evaluation: "SUCCESS",
      Approval_Legal: "FAILED",
      deployment: "UPSTREAM_FAILED",
    });
    expect((await python.outputOf(refused, "Approval_Legal")).error).toContain("not approved for deployment");

    // Whoever registers versions approves none, and a name in another tag is no approval.
    expect(await approve(version, ENGINEER)).toBe(403);
    const forged = { name: TestModels.MODEL, version, key: "approved_by", value: SCIENTIST };
    expect((await models.mlflow("POST", "/model-versions/set-tag", forged, ENGINEER)).status).toBe(403);
    expect((await models.mlflow("POST", "/model-versions/set-tag", forged, SCIENTIST)).status).toBe(200);
    expect(PythonJobs.results(await python.repair(Number(started.run_id)))).toMatchObject({ Approval_Legal: "FAILED" });

    expect(await approve(version, SCIENTIST)).toBe(200);

    await expect(python.repair(Number(started.run_id), SCIENTIST)).rejects.toThrow("CAN_MANAGE_RUN");
    await python.jobs.share(job, SCIENTIST, "CAN_MANAGE_RUN");
    const gone = await python.repair(Number(started.run_id), SCIENTIST);
    expect(PythonJobs.results(gone)).toEqual({
      evaluation: "SUCCESS",
      Approval_Legal: "SUCCESS",
      deployment: "SUCCESS",
    });
    const path = `/api/2.1/unity-catalog/models/${TestModels.MODEL}/versions/${version}`;
    expect(await python.jobs.ok("GET", path)).toMatchObject({ updated_by: SCIENTIST });
  });

  it("is started by the model's owner, and not at all where that may not run it", async () => {
    const [, run] = await newVersionAs(ENGINEER);
    const { owner } = await python.jobs.ok("GET", `/api/2.1/unity-catalog/models/${TestModels.MODEL}`);
    expect(run).toMatchObject({ creator_user_name: owner });
    await python.ended(run.run_id);
    await python.jobs.ok("PATCH", `/api/2.1/unity-catalog/models/${TestModels.MODEL}`, { owner: ENGINEER });
    expect((await newVersionAs(ENGINEER))[1]).toEqual({});
    await python.jobs.share(job, ENGINEER, "CAN_MANAGE_RUN");
    const [, started] = await newVersionAs(ENGINEER);
    expect(started).toMatchObject({ creator_user_name: ENGINEER });
    await python.ended(started.run_id);
  });
});
