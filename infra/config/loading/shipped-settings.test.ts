import { readFileSync } from "node:fs";
import { join } from "node:path";
import { problemsOf } from "../../testing/one-project";
import { removeProjects } from "../../testing/project-directory";
import { describeProblems, environmentsIn, loadEnvironment, projectFile, projectProblems, projectsIn } from "..";

const CHECKOUT = join(__dirname, "../../..");

afterAll(removeProjects);

describe("the shipped settings", () => {
  it("are those of dev, staging and prod", () => {
    expect(environmentsIn(CHECKOUT)).toEqual(["dev", "prod", "staging"]);
  });

  it.each(environmentsIn(CHECKOUT))("of %s are without mistakes", (environment) => {
    const result = loadEnvironment(CHECKOUT, environment);
    expect(result.ok ? "" : describeProblems(result.problems)).toBe("");
  });

  it("give every environment addresses of its own", () => {
    const networks = environmentsIn(CHECKOUT).map((environment) => {
      const result = loadEnvironment(CHECKOUT, environment);
      return result.ok ? result.settings.network.cidr : "";
    });
    expect(new Set(networks).size).toBe(networks.length);
  });

  it.each([
    ["Pulumi.yaml", "estate"],
    ...environmentsIn(CHECKOUT).map((environment) => [`Pulumi.${environment}.yaml`, "environment"]),
  ])("%s names its JSON Schema to editors", (file, schema) => {
    expect(readFileSync(join(CHECKOUT, file), "utf8").split("\n")[0]).toBe(
      `# yaml-language-server: $schema=./infra/config/generated/${schema}.schema.json`,
    );
  });
});

describe("the shipped projects", () => {
  it("are without mistakes in every environment", () => {
    expect(describeProblems(projectProblems(CHECKOUT, environmentsIn(CHECKOUT)))).toBe("");
  });

  it.each([
    ["projects/_defaults.yaml", "project-defaults"],
    ...projectsIn(CHECKOUT).map((project) => [projectFile(project), "project"]),
  ])("%s names its JSON Schema to editors", (file, schema) => {
    expect(readFileSync(join(CHECKOUT, file), "utf8").split("\n")[0]).toBe(
      `# yaml-language-server: $schema=../infra/config/generated/${schema}.schema.json`,
    );
  });

  it("may be as short as the example of docs/projects.md", () => {
    const page = readFileSync(join(CHECKOUT, "docs/projects.md"), "utf8");
    const example = /```yaml\n(.+?)```/s.exec(page)?.[1] ?? "";
    expect(example.split("\n").length).toBeLessThanOrEqual(25);
    expect(problemsOf({ "example.yaml": example })).toEqual([]);
  });
});
