import { type Answer, DatabricksStub, Refused } from "../../databricks-client/testing/databricks-stub";
import { ExitCode } from "../exit-code";
import { deployedProject, MODEL } from "../testing/deployed-project";
import { recordedTerminal } from "../testing/recorded-terminal";
import { type LineageOptions, lineageIn, versionNamed } from "./lineage";

const VERSION = `/api/2.0/mlflow/unity-catalog/model-versions/get?name=${MODEL}&version`;

let stub: DatabricksStub;
let terminal: ReturnType<typeof recordedTerminal>;

afterEach(() => stub?.stop());

async function lineage(wanted: string, answers: Record<string, Answer>, options: Partial<LineageOptions> = {}) {
  stub = await DatabricksStub.start({ ...workspace(), ...answers });
  terminal = recordedTerminal();
  const all: LineageOptions = { target: "sandbox", format: "text", ...options };
  await lineageIn(deployedProject(stub.host), terminal, versionNamed(wanted), all);
  return terminal.results.join("\n");
}

const RUNNER = "0a1b2c3d-0000-4000-8000-0123456789ab";

const tags = (values: Record<string, string>) => Object.entries(values).map(([key, value]) => ({ key, value }));

/** A workspace with version 4, which is the Champion, and was made of version 3. */
const workspace = (): Record<string, Answer> => ({
  [`/api/2.1/unity-catalog/models/${MODEL}`]: {
    aliases: [
      { alias_name: "Champion", version_num: 4 },
      { alias_name: "Previous", version_num: 2 },
    ],
  },
  [`${VERSION}=4`]: {
    model_version: {
      version: "4",
      run_id: "m4",
      user_id: RUNNER,
      description: "Will it be late?",
      creation_timestamp: Date.UTC(2026, 0, 2, 3, 4),
      tags: tags({
        job_run: "77",
        refit_of: "3",
        code_version: "0123456789abcdef0123456789abcdef01234567",
        data_version: "dev.flight_delay.flight_features@3",
        split_boundary: "2013-12-03",
        model_validation_status: "PASSED",
        approval: "ml.engineer@lakestage.example",
      }),
    },
  },
  [`${VERSION}=3`]: { model_version: { version: "3", run_id: "m3", tags: [] } },
  "/api/2.0/mlflow/runs/get?run_id=m4": {
    run: { info: { run_id: "m4", experiment_id: "9" }, data: { params: [{ key: "refit_of", value: "3" }] } },
  },
  "/api/2.0/mlflow/runs/get?run_id=m3": {
    run: {
      info: { run_id: "m3" },
      data: { metrics: [{ key: "roc_auc", value: 0.714159 }], params: [{ key: "max_iter", value: "200" }] },
    },
  },
  "/api/2.2/jobs/runs/get": {
    run_id: 77,
    run_name: "flight-delay-training",
    state: { life_cycle_state: "TERMINATED", result_state: "SUCCESS" },
  },
  [`/api/2.0/preview/scim/v2/ServicePrincipals?filter=applicationId+eq+%22${RUNNER}%22`]: {
    Resources: [{ displayName: "lakestage-dev-flight-delay" }],
  },
  "/api/2.0/fs/files/Models/dev/flight_delay/flight_delay/4/MLmodel": `signature:\n  inputs: '[{"name": "hour", "type": "long"}, {"name": "wind", "type": "double"}]'\n`,
  "/api/2.0/lineage-tracking/table-lineage": {
    upstreams: [{ tableInfo: { catalog_name: "dev", schema_name: "flight_delay", name: "flights" } }],
  },
  "/api/2.1/unity-catalog/tables": {
    tables: [
      { full_name: "dev.flight_delay.predictions", columns: [{ name: "model_name" }, { name: "model_version" }] },
      { full_name: "dev.flight_delay.flights", columns: [{ name: "model_name" }] },
    ],
  },
  "POST /api/2.0/sql/statements": () => ({
    statement_id: "s",
    status: { state: "SUCCEEDED" },
    result: { data_array: [["8121"]] },
  }),
  "/api/2.0/serving-endpoints": {
    endpoints: [
      {
        name: "flight-delay",
        config: {
          served_entities: [
            { name: "champion", entity_name: MODEL, entity_version: "4" },
            { name: "challenger", entity_name: MODEL, entity_version: "2" },
          ],
        },
      },
    ],
  },
});

test("a lineage goes from the tables that the version learned from to those that it wrote", async () => {
  expect((await lineage(MODEL, {})).split("\n")).toEqual([
    `${MODEL} version 4 (Champion)`,
    "  is            Will it be late?",
    "  made          2026-01-02 03:04 by lakestage-dev-flight-delay",
    "  run           flight-delay-training, run 77 (succeeded)",
    "  MLflow        run m4 in experiment 9",
    "  code          0123456789abcdef0123456789abcdef01234567",
    "  learned from  dev.flight_delay.flight_features@3",
    "  made of       dev.flight_delay.flights",
    "  split at      2013-12-03",
    "  features      hour (long), wind (double)",
    "  parameters    max_iter 200",
    "  metrics       roc_auc 0.7142",
    "  judged as     version 3, and fitted again on all rows",
    "  validation    PASSED",
    "  approved      by ml.engineer@lakestage.example",
    "  predictions   dev.flight_delay.predictions: 8121 rows",
    "  served by     flight-delay (champion)",
  ]);
});

test("what the caller may not see is left out, and the rest is shown", async () => {
  const refused = new Refused(403, "PERMISSION_DENIED", "No.");
  const text = await lineage(`${MODEL}@Champion`, {
    "/api/2.2/jobs/runs/get": refused,
    "/api/2.0/serving-endpoints": refused,
    "POST /api/2.0/sql/statements": refused,
    "/api/2.0/lineage-tracking/table-lineage": 404,
    "/api/2.0/fs/files/Models/dev/flight_delay/flight_delay/4/MLmodel": refused,
  });
  expect(text).toContain("learned from  dev.flight_delay.flight_features@3");
  expect(text).toContain("predictions   dev.flight_delay.predictions");
  for (const absent of ["served by", "features  ", "made of", "run  "]) expect(text).not.toContain(absent);
});

test("a version that was rejected or rolled back says who did, and why", async () => {
  const decided = { rejected_by: "a", rejection_reason: "too slow", rolled_back: "b: worse" };
  const version = { [`${VERSION}=2`]: { model_version: { version: "2", tags: tags(decided) } } };
  const changedBy = (who: string) => ({ [`/api/2.1/unity-catalog/models/${MODEL}/versions/2`]: { updated_by: who } });
  const text = await lineage(`${MODEL}/2`, { ...version, ...changedBy("a") });
  expect(text).toContain("rejected     by a: too slow");
  expect(text).toContain("rolled back  by b: worse");
  await stub.stop();
  // A name that another has written is nobody's word.
  const forged = await lineage(`${MODEL}/2`, { ...version, ...changedBy("c") });
  expect(forged).not.toContain("by a: too slow");
  expect(forged.replaceAll(/\s+/g, " ")).toContain("not counted a tag names a, but c changed it last");
});

test("as JSON it is one object", async () => {
  expect(JSON.parse(await lineage(MODEL, {}, { json: true }))).toMatchObject({
    model: MODEL,
    version: 4,
    metrics: { roc_auc: 0.714159 },
    predictions: [{ name: "dev.flight_delay.predictions", rows: 8121 }],
    jobRun: { runId: 77 },
  });
});

test("as Mermaid there is an arrow from each thing to what was made of it", async () => {
  const lines = (await lineage(MODEL, {}, { format: "mermaid" })).split("\n");
  expect(lines[0]).toBe("flowchart LR");
  expect(lines).toContain('  data0[("dev.flight_delay.flight_features@3")]');
  const arrows = [
    "source0 --> data0",
    "data0 --> run",
    "run --> version",
    "version --> predictions0",
    "version --> endpoint0",
  ];
  expect(lines.slice(-arrows.length)).toEqual(arrows.map((arrow) => `  ${arrow}`));
});

test("as a picture every box and arrow is drawn, and what a name holds is text", async () => {
  const picture = await lineage(
    MODEL,
    { "/api/2.2/jobs/runs/get": { run_id: 77, run_name: '<script>"&' } },
    { format: "svg" },
  );
  expect(picture.match(/<g class=/g)).toHaveLength(6);
  expect(picture.match(/marker-end/g)).toHaveLength(5);
  expect(picture).toContain("&lt;script&gt;&quot;&amp;, run 77");
  expect(picture).not.toContain("<script>");
});

test.each([
  ["dev.flight_delay", "A model is named in full"],
  [`${MODEL}@`, "A model is named in full"],
  [`${MODEL}/0`, "A model is named in full"],
  [`${MODEL}@Chalenger`, "has the alias Chalenger. There are: Champion, Previous."],
  ["main.a.b", "No environment that is deployed has the catalog main. There are: dev."],
])("%s ends with a mistake", async (wanted, message) => {
  await expect(lineage(wanted, {})).rejects.toMatchObject({
    message: expect.stringContaining(message),
    exitCode: ExitCode.mistake,
  });
});

test("a model that there is not is named", async () => {
  const asked = lineage(MODEL, { [`/api/2.1/unity-catalog/models/${MODEL}`]: 404 });
  await expect(asked).rejects.toThrow(`There is no model ${MODEL} in dev.`);
});
