import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ExitCode } from "../cli/exit-code";
import { loadEnvironment, loadProject } from "../infra/config";
import { CHECKOUT, Estate, type Outcome } from "./harness/estate";
import { PipelineResults } from "./harness/pipeline-results";
import { Project } from "./harness/project";

const MINUTES = 60_000;
jest.setTimeout(5 * MINUTES);

const ENVIRONMENTS = ["dev", "prod"];
const STACKS = ENVIRONMENTS.flatMap((name) => [`${name}.platform`, name, `${name}.flight-delay`]);
const MODEL = "dev.flight_delay.flight_delay";

interface Status {
  stack: string;
  deployed: boolean;
  leftBehind: boolean;
  resources: number;
  address?: string;
}

/** Has the project's code train the model under another name, too: what a rename takes besides the file's. */
function alsoTrain(pipelines: string, name: string): void {
  const contract = join(pipelines, "generated", "projects.json");
  const projects = JSON.parse(readFileSync(contract, "utf8"));
  const { models } = projects["flight-delay"];
  models[name] = models.flight_delay;
  writeFileSync(contract, JSON.stringify(projects));
}

/** One project in two environments, with data, versions and endpoints; each test goes on from the one before. */
describe("a project that is deployed", () => {
  let project: Project;
  let estate: Estate;
  let files: Record<"project" | "dev", string>;
  const guided = new Set<string>();

  beforeAll(async () => {
    project = Project.create();
    for (const environment of ENVIRONMENTS) project.copy(`Pulumi.${environment}.yaml`);
    const folder = project.copy("projects");
    const defaults = join(folder, "_defaults.yaml");
    const { environments, ...rest } = parse(readFileSync(defaults, "utf8")) as { environments: Record<string, object> };
    const { staging: _, ...deployed } = environments;
    writeFileSync(defaults, stringify({ ...rest, environments: deployed }));
    rmSync(join(folder, "diabetes-progression.yaml"));
    files = {
      project: join(folder, "flight-delay.yaml"),
      dev: join(project.directory, "Pulumi.dev.yaml"),
    };
    alsoTrain(project.copy("pipelines"), "lateness");
    estate = await Estate.create(project.directory);
    await estate.succeed("up", ...STACKS);
    for (const name of ENVIRONMENTS) {
      const environment = loadEnvironment(project.directory, name);
      const loaded = environment.ok ? loadProject(project.directory, "flight-delay", environment.settings) : undefined;
      if (!loaded?.ok) throw new Error(`flight-delay has mistakes in ${name}`);
      const results = new PipelineResults(await address(name), name, await estate.token("lakestage-deployer"));
      await results.leave(loaded.settings);
      await results.challenger(`${name}.flight_delay.flight_delay`);
    }
    // Endpoints make the tables of their requests; what watches these comes after.
    for (let times = 0; times < 2; times++) await estate.succeed("up", "dev.flight-delay", "prod.flight-delay");
  }, 10 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  test("has the same number of resources wherever it is told, and in the engine's own list", async () => {
    const [up] = await estate.json<Status[]>("up", "dev.flight-delay");
    const { resources } = await statusOf("dev.flight-delay");
    expect(up?.resources).toBe(resources);
    const { checkpoint } = JSON.parse(readFileSync(stateOf("dev.flight-delay"), "utf8"));
    expect(checkpoint.latest.resources).toHaveLength(resources);
  });

  test.each([
    {
      what: "schema",
      change: [/^/, "schema: rail\n"],
      lost: [
        "schema dev.flight_delay (3 tables, 1 model with 2 versions): dev.rail comes in its place (projects/flight-delay.yaml:1:9)",
      ],
    },
    {
      what: "model",
      change: [/^ {2}flight_delay:$/m, "  lateness:"],
      also: [/retrain: flight_delay/, "retrain: lateness"],
      lost: [
        `model ${MODEL} (2 versions, Challenger is 2, Champion is 1): no file has it any more, and dev.flight_delay.lateness is new`,
        "serving endpoint dev.flight-delay/flight-delay (it answers, with versions 1 and 2): ",
        "job dev.flight-delay/flight-delay-training: ",
      ],
    },
    {
      what: "alert",
      change: [/^ {2}model-decays:$/m, "  decays:"],
      lost: [
        "alert dev.flight-delay/flight-delay: model-decays: no file has it any more, and dev.flight-delay/flight-delay: decays is new",
      ],
    },
    {
      what: "monitor",
      change: [/^ {2}predictions:$/m, "  scores:"],
      lost: ["monitor of dev.flight_delay.predictions: no file has it any more"],
    },
  ] as const)("keeps all it has when its $what gets another name, and says what would be gone", async (renamed) => {
    const before = await estate.inventory();
    await withText(files.project, [renamed.change, ...("also" in renamed ? [renamed.also] : [])], async () => {
      const up = await estate.run("up", "dev.flight-delay");
      expectRefusal(up, renamed.lost);
      expect(up.stderr).toContain("lakestage up dev.flight-delay --destroys ");
      const { stdout } = await estate.succeed("preview", "dev.flight-delay");
      for (const lost of renamed.lost) expect(stdout).toContain(`destroys, for good: ${lost}`);
    });
    expect(await estate.inventory()).toEqual(before);
  });

  test("keeps all it has when its catalog gets another name", async () => {
    const before = await estate.inventory();
    await withText(files.dev, [[/$/, "  lakestage:unityCatalog:\n    catalog: devel\n"]], async () => {
      expectRefusal(await estate.run("up", "dev.platform"), [
        "catalog dev (2 schemas, 8 tables, 1 model with 2 versions): devel comes in its place (Pulumi.dev.yaml:",
      ]);
    });
    expect(await estate.inventory()).toEqual(before);
  });

  test("is told that its addresses are fixed, before anything is tried", async () => {
    await withText(files.dev, [[/10\.10\.0\.0/, "10.11.0.0"]], async () => {
      for (const command of ["preview", "up"]) {
        const outcome = await estate.run(command, "dev.platform");
        expect(outcome.stderr).toMatch(/^Pulumi\.dev\.yaml:\d+:\d+: "cidr" cannot be changed: /m);
        expect(outcome.exitCode).toBe(ExitCode.mistake);
      }
    });
  });

  test("refuses to destroy what would not be destroyed, and what is protected even where it is named", async () => {
    const unknown = await estate.run("up", "dev.flight-delay", "--destroys", "dev.rail");
    expect(unknown.stderr).toContain("Nothing would be destroyed that is called dev.rail.");
    await withText(files.project, [[/^/, "schema: rail\n"]], async () => {
      const named = ["--destroys", "prod.flight_delay", "--destroys", "prod.flight_delay_monitoring"];
      const outcome = await estate.run("up", "prod.flight-delay", ...named);
      expect(outcome.stderr).toContain("Protected from deletion: prod.flight_delay");
      expect(outcome.exitCode).toBe(ExitCode.mistake);
    });
    await estate.succeed("preview", "dev.flight-delay", "prod.flight-delay", "--expect-no-changes");
  });

  test("loses nothing where the file says what things were called: nothing is made anew", async () => {
    const before = await objects();
    const text = readFileSync(files.project, "utf8");
    const renamed = text
      .replace(/^ {2}flight_delay:$/m, "  lateness:\n    previously: flight_delay")
      .replace("retrain: flight_delay", "retrain: lateness")
      .replace(/^ {2}model-decays:$/m, "  decays:\n    previously: model-decays")
      .replace(/^ {2}predictions:$/m, "  scores:\n    previously: predictions");
    writeFileSync(files.project, `${renamed}jobs:\n  report: { tasks: { report: { run: features } } }\n`);
    await guide("npx lakestage preview dev.flight-delay");
    await guide("npx lakestage up dev.flight-delay");
    const after = await objects();
    expect(after.models).toEqual(before.models);
    expect(after.endpoints).toEqual(before.endpoints);
    expect(after.alerts.map(({ id }) => id)).toEqual(before.alerts.map(({ id }) => id));
    expect(after.alerts.map(({ name }) => name)).toEqual(["flight-delay: decays"]);
    const own = after.jobs.find(({ name }) => name === "flight-delay-report");

    // Protected or not: production keeps all it has as well, and what is deployed under its new name needs no word then.
    await estate.succeed("up", "prod.flight-delay");
    const settled = renamed.replace("    previously: model-decays\n", "").replace("    previously: predictions\n", "");
    const account = "jobs:\n  account: { previously: report, tasks: { report: { run: features } } }\n";
    writeFileSync(files.project, `${settled}${account}`);
    await estate.succeed("up", "dev.flight-delay");
    const last = await objects();
    expect(last.jobs.find(({ name }) => name === "flight-delay-account")?.id).toBe(own?.id);
    expect(last.jobs.map(({ id }) => id).sort()).toEqual(after.jobs.map(({ id }) => id).sort());
    await estate.succeed("preview", "dev.flight-delay", "--expect-no-changes");
  });

  test("starts nothing by itself any more once it is paused, as the guide says", async () => {
    writeFileSync(files.project, `paused: true\n${readFileSync(files.project, "utf8")}`);
    await guide("npx lakestage up flight-delay");
    const { jobs = [] } = (await call("GET", "/api/2.2/jobs/list?limit=100")) as {
      jobs?: { settings: { schedule?: { pause_status: string } } }[];
    };
    const schedules = jobs.flatMap(({ settings }) => settings.schedule?.pause_status ?? []);
    expect(new Set(schedules)).toEqual(new Set(["PAUSED"]));
  });

  test("loses what is named, and nothing else", async () => {
    const { models } = await objects();
    const change = [
      [/inference: \[batch, online\]/, "inference: [batch]"],
      [/^ {2}requests:\n(?: {4}.*\n)+/m, ""],
    ] as const;
    await withText(files.project, change, async () => {
      expectRefusal(await estate.run("up", "dev.flight-delay"), [
        "serving endpoint dev.flight-delay/flight-delay (",
        "monitor of dev.flight_delay.flight_delay_requests_payload: no file has it any more",
      ]);
      const named = ["dev.flight-delay/flight-delay", "dev.flight_delay.flight_delay_requests_payload"];
      await guide(`npx lakestage up dev.flight-delay ${named.map((name) => `--destroys ${name}`).join(" ")}`);
    });
    const after = await objects();
    expect([after.endpoints, after.models]).toEqual([[], models]);
  });

  test("runs on where its file is gone, as whom it ran; everybody is told, and its platform leaves it alone", async () => {
    const principals = (await estate.inventory())["identity.service-principal"];
    renameSync(files.project, `${files.project}.gone`);
    const told = "deployed, and their file projects/flight-delay.yaml is gone";
    const { stdout } = await estate.succeed("status");
    expect(stdout).toContain(`dev.flight-delay, prod.flight-delay: ${told}`);
    expect(await statusOf("dev.flight-delay")).toMatchObject({ deployed: true, leftBehind: true });
    const up = await estate.succeed("up", "dev.platform", "prod.platform", "dev", "prod");
    expect(up.stderr).toContain(told);
    expect((await estate.succeed("drift", "dev.platform", "dev")).stderr).toContain(told);
    expect((await estate.run("doctor")).stdout).toContain("o stacks left behind: dev.flight-delay, prod.flight-delay");
    expect((await estate.inventory())["identity.service-principal"]).toEqual(principals);

    const refused = await estate.run("up", "dev.flight-delay");
    expect(refused).toMatchObject({ exitCode: ExitCode.mistake });
    expect(refused.stderr).toContain("its file projects/flight-delay.yaml is gone");
    const below = await estate.run("destroy", "dev.platform");
    expect(below.stderr).toContain(
      "Destroy all of them: lakestage destroy dev.platform dev prod.platform dev.flight-delay prod prod.flight-delay --unprotect --yes.",
    );
    renameSync(`${files.project}.gone`, files.project);
  });

  test("is removed as the guide says: each step does its part, and the last one takes whom it ran as", async () => {
    // Without a file it would go just as well.
    renameSync(files.project, `${files.project}.gone`);
    const told = (await estate.succeed("status")).stdout;
    expect(told).toContain("take them down: lakestage destroy dev.flight-delay prod.flight-delay --unprotect --yes");
    renameSync(`${files.project}.gone`, files.project);
    await guide("npx lakestage destroy dev.flight-delay");

    const guarded = await estate.run("destroy", "prod.flight-delay");
    expect(guarded.stderr).toMatch(
      /^prod\.flight-delay is protected from deletion: .*\nTo delete .* --unprotect --yes\. /m,
    );
    const silent = await estate.run("destroy", "prod.flight-delay", "--unprotect");
    expect(silent.stderr).toContain("prod.flight-delay is production, and nobody can be asked here");
    expect([guarded.exitCode, silent.exitCode]).toEqual([ExitCode.mistake, ExitCode.mistake]);
    rmSync(files.project);
    await emptied("prod");
    await guide("npx lakestage destroy prod.flight-delay --unprotect --yes");
    await guide("npx lakestage up dev.platform prod.platform");
    const left = Object.values(await estate.inventory()).flat();
    expect(left.filter((name) => name.includes("flight-delay"))).toEqual([]);
    expect(await statuses()).not.toContainEqual(expect.objectContaining({ leftBehind: true }));
  });

  test("every command of the guide's section has been run", () => {
    const guideText = readFileSync(join(CHECKOUT, "docs/projects.md"), "utf8");
    const [, section = ""] = /^## Rename, move, remove\n([\s\S]*?)^## /m.exec(guideText) ?? [];
    const commands = [...section.matchAll(/^ *(npx lakestage .*)$/gm)].map(([, command]) => command);
    expect([...guided].sort()).toEqual([...new Set(commands)].sort());
  });

  async function guide(command: string): Promise<Outcome> {
    guided.add(command);
    return await estate.succeed(...command.split(" ").slice(2));
  }

  /** Replaces parts of a file for as long as `work` takes. */
  async function withText(
    file: string,
    changes: readonly (readonly [RegExp, string])[],
    work: () => Promise<void>,
  ): Promise<void> {
    const text = readFileSync(file, "utf8");
    writeFileSync(
      file,
      changes.reduce((changed, [from, to]) => changed.replace(from, to), text),
    );
    try {
      await work();
    } finally {
      writeFileSync(file, text);
    }
  }

  const statuses = (): Promise<Status[]> => estate.json<Status[]>("status");

  async function statusOf(stack: string): Promise<Status> {
    const found = (await statuses()).find((status) => status.stack === stack);
    if (!found) throw new Error(`status does not know ${stack}`);
    return found;
  }

  const address = async (environment: string): Promise<string> => (await statusOf(environment)).address ?? "";

  const stateOf = (stack: string): string =>
    join(estate.home, "state/stacks/.pulumi/stacks/lakestage", `${stack}.json`);

  /** What the project has in dev, by ids and names. */
  async function objects() {
    const list = async (path: string, member: string, id: string, name: string) => {
      const items = ((await call("GET", path)) as Record<string, Record<string, unknown>[]>)[member] ?? [];
      return items.map((item) => ({ id: item[id], name: (item.settings as { name?: string })?.name ?? item[name] }));
    };
    return {
      models: await list(
        "/api/2.1/unity-catalog/models?catalog_name=dev&schema_name=flight_delay",
        "registered_models",
        "full_name",
        "created_at",
      ),
      endpoints: await list("/api/2.0/serving-endpoints", "endpoints", "id", "name"),
      alerts: await list("/api/2.0/alerts", "alerts", "id", "display_name"),
      jobs: await list("/api/2.2/jobs/list?limit=100", "jobs", "job_id", "name"),
    };
  }

  async function call(method: string, path: string, environment = "dev"): Promise<unknown> {
    const response = await fetch(`${await address(environment)}${path}`, {
      method,
      headers: { authorization: `Bearer ${await estate.token("lakestage-deployer")}` },
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return await response.json();
  }

  /** A schema of production is deleted only when it is empty. */
  async function emptied(environment: string): Promise<void> {
    for (const schema of ["flight_delay", "flight_delay_monitoring"]) {
      const path = `/api/2.1/unity-catalog/tables?catalog_name=${environment}&schema_name=${schema}`;
      const { tables = [] } = (await call("GET", path, environment)) as { tables?: { full_name: string }[] };
      for (const { full_name: name } of tables)
        await call("DELETE", `/api/2.1/unity-catalog/tables/${name}`, environment);
    }
  }
});

function expectRefusal({ exitCode, stderr }: Outcome, lost: readonly string[]): void {
  expect(stderr).toContain("This would destroy, for good:");
  for (const each of lost) expect(stderr).toContain(each);
  expect(stderr).toContain("Nothing was changed.");
  expect(exitCode).toBe(ExitCode.mistake);
}
