import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { ExitCode } from "../cli/exit-code";
import { loadEnvironment, loadProject } from "../infra/config";
import { VARIATIONS } from "../infra/config/variations/settings-variations";
import { deployedEstate } from "./harness/deployed-estate";
import type { Estate } from "./harness/estate";
import { PipelineResults } from "./harness/pipeline-results";
import { Project } from "./harness/project";
import { shippedSettings } from "./harness/varied-settings";

const MINUTES = 60_000;
const ENVIRONMENT = ["dev.platform", "dev"];
const PROJECT = "dev.diabetes-progression";

/** Settings change in what stands: what another test varies begins anew each time. */
describe("an estate that stands", () => {
  let project: Project;
  let estate: Estate;

  beforeAll(async () => {
    project = Project.create();
    project.copy("projects");
    for (const file of ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"]) project.copy(file);
    estate = await deployedEstate("environments", project.directory);
  }, 10 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  const change = (...names: string[]): void => {
    const shipped = shippedSettings();
    const changes = VARIATIONS.filter(({ name }) => names.includes(name)).map((each) => each.change(shipped));
    project.environment("dev", Object.assign({}, shipped, ...changes));
  };

  test(
    "is refused what Azure fixes, with the place, before anything is touched",
    async () => {
      change("smallest network", "copies of the data in three zones and another region");
      for (const command of ["up", "preview"]) {
        const { exitCode, stderr } = await estate.run(command, ...ENVIRONMENT);
        expect(exitCode).toBe(ExitCode.mistake);
        expect(stderr).toMatch(/^Pulumi\.dev\.yaml:\d+:\d+: "cidr" cannot be changed: it is 10\.10\.0\.0\/20/m);
        expect(stderr).toMatch(/^Pulumi\.dev\.yaml:\d+:\d+: "redundancy" cannot be changed: .*migration start/m);
        expect(stderr).toContain("Nothing was changed.");
      }
      project.environment("dev", shippedSettings());
      await estate.succeed("preview", ...ENVIRONMENT, "--expect-no-changes");
    },
    5 * MINUTES,
  );

  test(
    "takes the other values of the rest, and has nothing to do then",
    async () => {
      // The scope keeps its name, and its secrets go elsewhere: it is another one.
      const anew = ["--destroys", "dev.platform/lakestage"];
      const { azure, secrets, ...shipped } = shippedSettings();
      const databricksObjectId = "a1b2c3d4-0001-4000-8000-00000000000d";
      const elsewhere = { azure: { ...azure, databricksObjectId }, secrets: { ...secrets, backend: "keyVault" } };
      change("copies of the data in another region", "IP access list on, switches set", "another budget");
      const changed = parse(readFileSync(join(project.directory, "Pulumi.dev.yaml"), "utf8")).config;
      project.file("Pulumi.dev.yaml", stringify({ config: { ...changed, ...prefixed(elsewhere) } }));
      await estate.succeed("up", ...ENVIRONMENT, ...anew);
      await estate.succeed("preview", ...ENVIRONMENT, "--expect-no-changes");
      project.environment("dev", { azure, secrets, ...shipped });
      await estate.succeed("up", ...ENVIRONMENT, ...anew);
    },
    10 * MINUTES,
  );

  test(
    "takes a project's code from another repository, to the same folder",
    async () => {
      await estate.succeed("up", PROJECT);
      const file = "projects/diabetes-progression.yaml";
      const content = parse(readFileSync(join(project.directory, file), "utf8"));
      const source = { repository: "https://github.com/lakestage-example/another", branch: "main" };
      project.file(file, stringify({ ...content, source }));
      await estate.succeed("up", PROJECT);
      await estate.succeed("preview", PROJECT, "--expect-no-changes");
    },
    10 * MINUTES,
  );

  test(
    "takes another way in which an online copy of features follows, of which the service has no update",
    async () => {
      const file = "projects/diabetes-progression.yaml";
      const content = parse(readFileSync(join(project.directory, file), "utf8"));
      for (const refresh of ["SNAPSHOT", "TRIGGERED"]) {
        const patientFeatures = { ...content.features.tables.patient_features, online: { refresh } };
        const features = { ...content.features, tables: { patient_features: patientFeatures } };
        project.file(file, stringify({ ...content, features, onlineStore: {} }));
        await leaveTables();
        await estate.succeed("up", PROJECT);
        await estate.succeed("preview", PROJECT, "--expect-no-changes");
      }
    },
    10 * MINUTES,
  );

  /** What the project's pipelines would have made. */
  async function leaveTables(): Promise<void> {
    const environment = loadEnvironment(project.directory, "dev");
    const loaded = environment.ok
      ? loadProject(project.directory, "diabetes-progression", environment.settings)
      : undefined;
    if (!loaded?.ok) throw new Error("the project has mistakes");
    const [dev] = await estate.json<{ address: string }[]>("status", "dev");
    const results = new PipelineResults(dev?.address ?? "", "dev", await estate.token("lakestage-deployer"));
    await results.leave(loaded.settings);
  }
});

const prefixed = (sections: object): object =>
  Object.fromEntries(Object.entries(sections).map(([section, value]) => [`lakestage:${section}`, value]));
