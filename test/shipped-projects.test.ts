import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { environmentsIn, loadEnvironment, loadProject } from "../infra/config";
import { CHECKOUT, Estate } from "./harness/estate";
import { PipelineResults } from "./harness/pipeline-results";
import { expectPlainUpUnchanged } from "./harness/plain-pulumi";
import { Project } from "./harness/project";
import { type PythonOutcome, pytest, python } from "./harness/python";
import { writeSdkEstate } from "./harness/sdk-estate";

const MINUTES = 60_000;
const ENVIRONMENTS = environmentsIn(CHECKOUT);
const PROJECTS = ["diabetes-progression", "flight-delay"];
const STACKS = ENVIRONMENTS.flatMap((environment) => PROJECTS.map((project) => `${environment}.${project}`));

/** Where pipelines have run, as far as these tests do their work: one project, with and without protection. */
const TRAINED = ["dev.flight-delay", "prod.flight-delay"];
const ENDPOINT = "flight-delay";

/** A project that is given other settings. */
const VARIED = "dev.diabetes-progression";

/** What `lakestage … --json` says of a stack; only what these tests look at. */
interface StackReport {
  stack: string;
  outcome: string;
  changes: Record<string, number>;
}

interface StackStatus {
  stack: string;
  address?: string;
  waiting: { what: string; for: string }[];
}

interface Endpoint {
  config: { served_entities: { name: string; entity_version: string; workload_size: string }[] };
}

/** The projects as they ship, from nothing and back to nothing; each test goes on from the one before. */
describe("the shipped projects", () => {
  let project: Project;
  let estate: Estate;
  let asNew: Record<string, string[]>;
  let projectFile: string;

  beforeAll(async () => {
    project = Project.create();
    for (const environment of ENVIRONMENTS) project.copy(`Pulumi.${environment}.yaml`);
    projectFile = join(project.copy("projects"), "flight-delay.yaml");
    estate = await Estate.create(project.directory);
    await estate.succeed("sandbox", "start");
    asNew = await estate.inventory();
  }, 2 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  test(
    "come up in every environment with one command",
    async () => {
      const reports = await estate.json<StackReport[]>("up");
      const ofProjects = reports.filter(({ stack }) => STACKS.includes(stack));
      expect(ofProjects.map(({ stack }) => stack).sort()).toEqual(STACKS);
      for (const { changes } of ofProjects) expect(changes.create).toBeGreaterThan(20);
    },
    10 * MINUTES,
  );

  test("are then as they were declared", async () => expectNothingToDo(STACKS), 10 * MINUTES);

  test("wait for what pipelines have to make, and say for what", async () => {
    expect(await waiting("prod.flight-delay")).toEqual([
      { what: "serving endpoint flight-delay", for: "a Champion of prod.flight_delay.flight_delay" },
      { what: "monitor predictions", for: "table prod.flight_delay.predictions" },
      { what: "monitor requests", for: "table prod.flight_delay.flight_delay_requests_payload" },
      { what: "alert model-decays", for: "table prod.flight_delay_monitoring.flight_delay_metrics" },
    ]);
  });

  test(
    "get their endpoint, monitors and alert with the next up, once there is a Champion and its tables",
    async () => {
      for (const stack of TRAINED) {
        await byHand("train", stack);
        await byHand("score", stack);
      }
      const reports = await estate.json<StackReport[]>("up", ...TRAINED);
      expect(reports.map(({ changes }) => changes.delete)).toEqual([0, 0]);
      // Endpoints make the tables of their requests, and what watches these comes after them.
      for (const stack of TRAINED) expect(await waiting(stack)).toEqual([]);
      await expectNothingToDo(TRAINED);
    },
    10 * MINUTES,
  );

  test(
    "are deployed by plain pulumi too, with what `lakestage env` exports",
    async () => expectPlainUpUnchanged(estate, "prod.platform", "prod", "prod.flight-delay"),
    5 * MINUTES,
  );

  test(
    "are read back by the official SDK as they were declared",
    async () => expectPassed(await pytest("official-sdk", "test_declared_projects.py", await clients())),
    5 * MINUTES,
  );

  test(
    "are read back too where they have an online store, serverless compute and their code in a wheel",
    async () => {
      const wheel = "task_code-1.0.0-py3-none-any.whl";
      project.file(wheel, "a wheel");
      const file = join(project.directory, "projects", "diabetes-progression.yaml");
      const content = parse(readFileSync(file, "utf8")) as { features: { tables: { patient_features: object } } };
      content.features.tables.patient_features = { primaryKey: ["patient_id"], online: {} };
      const others = { onlineStore: {}, compute: { type: "serverless" }, source: { delivery: "wheel", wheel } };
      writeFileSync(file, stringify({ ...content, ...others }));

      const environment = loadEnvironment(project.directory, "dev");
      const varied = environment.ok
        ? loadProject(project.directory, "diabetes-progression", environment.settings)
        : undefined;
      if (!varied?.ok) throw new Error("diabetes-progression has mistakes");
      const { address = "" } = await statusOf("dev");
      await new PipelineResults(address, "dev", await estate.token("lakestage-deployer")).leave(varied.settings);

      const reports = await estate.json<StackReport[]>("up", VARIED);
      expect(reports.map(({ outcome }) => outcome)).toEqual(["done"]);
      await expectNothingToDo([VARIED]);
      expectPassed(await pytest("official-sdk", "test_declared_projects.py", await clients()));
    },
    10 * MINUTES,
  );

  test(
    "let people look in production, work in dev and test in staging, by the official SDK",
    async () => expectPassed(await pytest("official-sdk", "test_data_scientist_projects.py", await clients())),
    5 * MINUTES,
  );

  test.each(["test_tracking.py", "test_registry.py", "test_traces.py", "test_prompts.py"])(
    "are what MLflow's own client works with: %s",
    async (file) => expectPassed(await pytest("mlflow", file, await clients())),
    5 * MINUTES,
  );

  test(
    "keep the version that the deployment task has moved an endpoint to",
    async () => {
      for (const stack of TRAINED) {
        const before = await served(stack);
        await byHand("train", stack);
        await byHand("deploy", stack);
        expect(await served(stack)).not.toEqual(before);
      }
      const moved = await Promise.all(TRAINED.map(served));
      await estate.succeed("preview", ...TRAINED, "--expect-no-changes");
      await estate.succeed("up", ...TRAINED);
      // The state learns of the version, and nothing follows from that.
      await estate.succeed("refresh", ...TRAINED);
      await estate.succeed("preview", ...TRAINED, "--expect-no-changes");
      expect(await Promise.all(TRAINED.map(served))).toEqual(moved);
    },
    10 * MINUTES,
  );

  test(
    "keep that version when a setting of the endpoint changes",
    async () => {
      const moved = await Promise.all(TRAINED.map(served));
      const text = readFileSync(projectFile, "utf8");
      writeFileSync(projectFile, text.replace("    online:\n", "    online:\n      workloadSize: Medium\n"));
      await estate.succeed("up", ...TRAINED);
      const larger = moved.map((entities) => entities.map((each) => ({ ...each, size: "Medium" })));
      expect(await Promise.all(TRAINED.map(served))).toEqual(larger);
      await expectNothingToDo(TRAINED);
    },
    10 * MINUTES,
  );

  test(
    "go without leaving anything behind, where production is allowed to lose its data",
    async () => {
      const production = join(project.directory, "Pulumi.prod.yaml");
      const text = readFileSync(production, "utf8");
      writeFileSync(production, `${text}  lakestage:protection:\n    forceDestroy: true\n`);
      await estate.succeed("up", "prod.platform", "prod.flight-delay");
      await estate.succeed("destroy", "--all");
      const {
        "arm.deleted-log-workspace": _deletedLogs,
        "arm.deleted-vault": _deletedVaults,
        ...rest
      } = await estate.inventory();
      expect(rest).toEqual(asNew);
    },
    10 * MINUTES,
  );

  /** Neither has the configuration anything that is not there, nor is there anything that the state does not know. */
  async function expectNothingToDo(stacks: string[]): Promise<void> {
    await estate.succeed("preview", ...stacks, "--expect-no-changes");
    await estate.succeed("refresh", ...stacks, "--preview-only", "--expect-no-changes");
  }

  /** Does what a project's jobs will do, as its run identity. */
  async function byHand(step: "train" | "score" | "deploy", stack: string): Promise<void> {
    expectPassed(await python("mlflow", ["pipelines_by_hand.py", step, stack], await clients()));
  }

  async function clients(): Promise<Record<string, string>> {
    return { LAKESTAGE_TEST_ESTATE: await writeSdkEstate(estate, ENVIRONMENTS, STACKS) };
  }

  async function statusOf(stack: string): Promise<StackStatus> {
    const [status] = await estate.json<StackStatus[]>("status", stack);
    if (!status) throw new Error(`status does not know ${stack}`);
    return status;
  }

  const waiting = async (stack: string): Promise<StackStatus["waiting"]> => (await statusOf(stack)).waiting;

  /** Who answers the requests of a stack's endpoint. */
  async function served(stack: string): Promise<{ name: string; version: string; size: string }[]> {
    const { address } = await statusOf(stack.split(".")[0] ?? stack);
    const response = await fetch(`${address}/api/2.0/serving-endpoints/${ENDPOINT}`, {
      headers: { authorization: `Bearer ${await estate.token("lakestage-deployer")}` },
    });
    if (!response.ok) throw new Error(`${stack}: ${response.status} ${await response.text()}`);
    const { config } = (await response.json()) as Endpoint;
    return config.served_entities.map(({ entity_version: version, name, workload_size: size }) => ({
      name,
      version,
      size,
    }));
  }
});

function expectPassed({ exitCode, output }: PythonOutcome): void {
  if (exitCode !== 0) throw new Error(output);
}
