import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { loadEnvironment, loadProject } from "../infra/config";
import { type ProjectVariation, variedProject } from "../infra/config/project-variation";
import { PROJECT_VARIATIONS } from "../infra/config/project-variations";
import { VARIATIONS } from "../infra/config/variations";
import { chosenCases } from "./harness/chosen-cases";
import { CHECKOUT, Estate } from "./harness/estate";
import { isOfEstates, namesAny } from "./harness/named-in";
import { packed } from "./harness/packed-variations";
import { PipelineResults } from "./harness/pipeline-results";
import { Project } from "./harness/project";

const MINUTES = 60_000;

const loaded = loadEnvironment(CHECKOUT, "dev");
if (!loaded.ok) throw new Error("dev is shipped with mistakes");
const { name: _, ...shipped } = loaded.settings;

/** A project in which several settings have other values. */
interface VariedProject {
  name: string;
  base: ProjectVariation["project"];
  variations: ProjectVariation[];
}

/**
 * Every setting's other value goes through the whole cycle, in projects that are brought up side by side: up, nothing to
 * do; then what pipelines would leave, up, nothing to do; then nothing left.
 */
describe("projects with every setting's other value", () => {
  let project: Project;
  let estate: Estate;
  let results: PipelineResults;

  const groups = packed(
    PROJECT_VARIATIONS,
    ({ change }) => Object.keys(change),
    (one, other) => one.project === other.project,
  ).map((variations, index) => ({
    name: `varied-${index + 1}`,
    base: variations[0]?.project ?? "flight-delay",
    variations,
  }));
  const varied: VariedProject[] = chosenCases({
    name: "varied projects",
    cases: groups,
    // The first of each shipped project varies whatever is varied in it at all, one way.
    inSample: ({ base }, index) => groups.findIndex((group) => group.base === base) === index,
    touchedBy: (file, { variations }) =>
      isOfEstates(file) &&
      namesAny(
        file,
        variations.flatMap(({ change }) => Object.keys(change)),
      ),
  });
  const stacks = varied.map(({ name }) => `dev.${name}`);

  beforeAll(async () => {
    project = Project.create();
    estate = await Estate.create(project.directory);
    project.environment("dev", { ...shipped, ...neededOfEnvironment() });
    writeProjects();
    await estate.succeed("up", "dev");
    const [dev] = await estate.json<{ address: string }[]>("status", "dev");
    results = new PipelineResults(dev?.address ?? "", "dev", await estate.token("lakestage-deployer"));
    await results.volume("landing", "files");
  }, 5 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  /** Destinations of every kind: some projects name each. */
  function neededOfEnvironment(): object {
    const names = PROJECT_VARIATIONS.map(({ environment }) => environment);
    const needed = VARIATIONS.filter(({ name }) => names.includes(name)).map(({ change }) => change(shipped));
    const notifications = Object.assign({}, ...needed.map((change) => change.notifications));
    return { ...Object.assign({}, ...needed), notifications: { ...notifications, ...shipped.notifications } };
  }

  function writeProjects(): void {
    mkdirSync(join(project.directory, "projects"));
    const read = (file: string): unknown => parse(readFileSync(join(CHECKOUT, "projects", file), "utf8"));
    const { environments, ...defaults } = read("_defaults.yaml") as { environments: { dev: object } };
    project.file("projects/_defaults.yaml", stringify({ ...defaults, environments: { dev: environments.dev } }));
    for (const { base, name, variations } of varied) {
      const content = variations.reduce(variedProject, read(`${base}.yaml`));
      project.file(`projects/${name}.yaml`, stringify(content));
      for (const file of variations.flatMap(({ files = [] }) => files)) {
        mkdirSync(dirname(join(project.directory, file)), { recursive: true });
        writeFileSync(join(project.directory, file), "a wheel");
      }
    }
  }

  const nothingToDo = async (): Promise<void> => {
    await estate.succeed("preview", ...stacks, "--expect-no-changes");
    await estate.succeed("refresh", ...stacks, "--preview-only", "--expect-no-changes");
  };

  test(
    "come up, and have nothing to do then",
    async () => {
      await estate.succeed("up", ...stacks);
      await nothingToDo();
    },
    20 * MINUTES,
  );

  test(
    "make what has waited once pipelines have run, and have nothing to do then",
    async () => {
      const environment = loadEnvironment(project.directory, "dev");
      if (!environment.ok) throw new Error("dev has mistakes");
      for (const { name } of varied) {
        const settings = loadProject(project.directory, name, environment.settings);
        if (!settings.ok) throw new Error(`${name} has mistakes`);
        await results.leave(settings.settings);
      }
      await estate.succeed("up", ...stacks);
      const states = await estate.json<{ waiting: object[] }[]>("status", ...stacks);
      expect(states.flatMap(({ waiting }) => waiting)).toEqual([]);
      await nothingToDo();
    },
    20 * MINUTES,
  );

  test(
    "go without leaving a resource behind",
    async () => {
      await estate.succeed("destroy", ...stacks);
      const states = await estate.json<{ deployed: boolean }[]>("status", ...stacks);
      expect(states.filter(({ deployed }) => deployed)).toEqual([]);
      const objects = await estate.inventory();
      for (const kind of ["jobs.job", "serving.endpoint", "databases.instance", "unity-catalog.function"]) {
        expect([kind, objects[kind] ?? []]).toEqual([kind, []]);
      }
    },
    10 * MINUTES,
  );
});
