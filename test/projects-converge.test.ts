import { loadEnvironment, loadProject } from "../infra/config";
import { Estate } from "./harness/estate";
import { PipelineResults } from "./harness/pipeline-results";
import { Project } from "./harness/project";
import { variedProjects, writeVariedProjects } from "./harness/varied-projects";

const MINUTES = 60_000;

/**
 * Every setting's other value goes through the whole cycle, in projects that are brought up side by side: up, nothing to
 * do; then what pipelines would leave, up, nothing to do; then nothing left.
 */
describe("projects with every setting's other value", () => {
  let project: Project;
  let estate: Estate;
  let results: PipelineResults;

  const varied = variedProjects();
  const stacks = varied.map(({ name }) => `dev.${name}`);

  beforeAll(async () => {
    project = Project.create();
    estate = await Estate.create(project.directory);
    writeVariedProjects(project, varied);
    await estate.succeed("up", "dev.platform", "dev");
    const [dev] = await estate.json<{ address: string }[]>("status", "dev");
    results = new PipelineResults(dev?.address ?? "", "dev", await estate.token("lakestage-deployer"));
    await results.volume("landing", "files");
  }, 5 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

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
      // By now endpoints have made the tables of their requests.
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
