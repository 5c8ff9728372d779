import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Caller, succeed } from "./harness/api-calls";
import { Estate } from "./harness/estate";
import { Project } from "./harness/project";
import { shippedSettings } from "./harness/varied-settings";

const MINUTES = 60_000;
const DEPLOYER = "lakestage-deployer";

const TRAINS = `description: Which trains arrive late?
team: { name: trains, contacts: [trains@lakestage.example] }
source: { repository: "https://github.com/lakestage-example/mlops", package: trains_pipelines }
features: { tables: { train_features: { primaryKey: [train_id] } } }
models:
  lateness:
    task: classification
    description: |
      Lateness,
      in minutes.
    label: late
    hyperparameters: { max_samples: 1.0, seed: 9007199254740993, tol: 0.0000001, exact: True, name: "1.0" }
    thresholds: { f1: { atLeast: 0.30 } }
jobs:
  nightly:
    tasks:
      go:
        run: features
        parameters: { release: 1.10, code: 0012, commit: 831877e8, big: 12345678901234567890, share: 1.0, on: True, day: 2026-11-30 }
tags: { version: "1.10" }
`;

/** A sample of what `test/declared/scalars` tries without an engine; each test goes on from the one before. */
describe("an estate with values of many forms", () => {
  let project: Project;
  let estate: Estate;
  let deployer: Caller;
  let workspace: string;
  const settings = shippedSettings();

  const write = (configuration: Record<string, boolean | number>): void =>
    project.environment("dev", { ...settings, workspace: { ...settings.workspace, configuration } });
  const configured = (...keys: string[]): Promise<unknown> =>
    succeed(deployer, "GET", `${workspace}/api/2.0/workspace-conf?keys=${keys.join(",")}`);

  beforeAll(async () => {
    project = Project.create();
    mkdirSync(join(project.directory, "projects"));
    project.file("projects/trains.yaml", TRAINS);
    write({ enableTokensConfig: true, enableResultsDownloading: false, enableDcs: true, maxTokenLifetimeDays: 1 });
    estate = await Estate.create(project.directory);
    await estate.succeed("up", "dev.platform", "dev", "dev.trains");
    deployer = { token: await estate.token(DEPLOYER) };
    const { workspaces } = await estate.addresses();
    workspace = Object.values(workspaces)[0] ?? "";
  }, 5 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  test("has every one of them at the service as it is written", async () => {
    const { jobs } = (await succeed(deployer, "GET", `${workspace}/api/2.2/jobs/list?expand_tasks=true`)) as {
      jobs: {
        settings: { name: string; parameters?: object[]; tasks: { spark_python_task: { parameters: string[] } }[] };
      }[];
    };
    const settingsOf = (name: string) => jobs.find((job) => job.settings.name.endsWith(name))?.settings;
    expect(settingsOf("nightly")?.tasks[0]?.spark_python_task.parameters).toEqual(
      expect.arrayContaining([
        "--release=1.10",
        "--code=0012",
        "--commit=831877e8",
        "--big=12345678901234567890",
        "--share=1.0",
        "--on=True",
        "--day=2026-11-30",
      ]),
    );
    expect(settingsOf("training")?.parameters).toEqual([
      {
        name: "hyperparameters",
        default: '{"max_samples":1.0,"seed":9007199254740993,"tol":0.0000001,"exact":true,"name":"1.0"}',
      },
    ]);
    const told = settingsOf("training")?.tasks.flatMap((task) => task.spark_python_task.parameters);
    expect(told).toContain('--thresholds={"f1":{"atLeast":0.30}}');
  });

  test(
    "gives the workspace back what a new one has, where the settings say nothing any more",
    async () => {
      write({ enableDcs: true });
      await estate.succeed("up", "dev");
      const keys = ["enableTokensConfig", "enableResultsDownloading", "enableDcs", "maxTokenLifetimeDays"];
      const initial = { enableTokensConfig: "true", enableResultsDownloading: "true", maxTokenLifetimeDays: "0" };
      expect(await configured(...keys)).toEqual({ ...initial, enableDcs: "true" });
      await estate.succeed("preview", "dev", "--expect-no-changes");
      write({});
      await estate.succeed("up", "dev");
      expect(await configured(...keys)).toEqual({ ...initial, enableDcs: "false" });
      await estate.succeed("preview", "dev", "--expect-no-changes");
    },
    2 * MINUTES,
  );
});
