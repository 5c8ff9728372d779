import type { JsonObject } from "../../../control-plane";
import { fileTask } from "../../../testing/jobs";
import { TestModels } from "../../../testing/models";
import { TestRuns } from "../../../testing/runs";

let runs: TestRuns;
beforeAll(async () => {
  runs = await TestRuns.start();
});
afterAll(() => runs.stop());

const runsOf = async (job: number): Promise<JsonObject[]> =>
  ((await runs.jobs.ok("GET", `/api/2.2/jobs/runs/list?job_id=${job}`)).runs ?? []) as JsonObject[];

test("each new version of a model starts the job that it is connected to, with its name and number", async () => {
  const models = await TestModels.in(runs.jobs.sandbox);
  const connect = (job: number) =>
    models.mlflow("PATCH", "/registered-models/update", { name: TestModels.MODEL, deployment_job_id: String(job) });
  const parameters = ["model_name", "model_version"].map((name) => ({ name, default: "" }));
  const job = await runs.jobs.create({ tasks: [fileTask("a")], parameters });
  await connect(job);
  const version = await models.version();
  const [run] = await runsOf(job);
  expect(run?.job_parameters).toMatchObject([{ value: TestModels.MODEL }, { value: String(version) }]);
  await models.version();
  expect(await runsOf(job)).toHaveLength(2);

  const other = await runs.jobs.create({ tasks: [fileTask("a")] });
  await connect(other);
  await models.version();
  expect(await runsOf(other)).toEqual([]);
});
