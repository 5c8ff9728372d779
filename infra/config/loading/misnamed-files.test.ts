import { projectWith, removeProjects } from "../../testing/project-directory";
import { describeProblems } from "../yaml/problem";
import { misnamedEnvironments, misnamedProjects } from "./misnamed-files";
import { projectProblems } from "./project-problems";

afterAll(removeProjects);

const FILES = { "Pulumi.yaml": "", "Pulumi.dev.yaml": "", "Pulumi.prod.yaml": "", "projects/churn.yaml": "" };
const SETTINGS = "config:\n  lakestage:network: { cidr: 10.0.0.0/20 }\n";
const OWN_KEY = "secretsprovider: azurekeyvault://v.example/keys/k\nencryptedkey: QUJD\nconfig: {}\n";

const said = (name: string, text: string): string =>
  describeProblems(misnamedEnvironments(projectWith({ ...FILES, [name]: text })));

describe("settings in a file that nothing reads are told, with where they belong", () => {
  it.each([
    ["Pulumi.dev.local.yaml", SETTINGS, ':2:3: nothing reads this: settings of "dev" are in Pulumi.dev.yaml'],
    ["Pulumi.dev.local.yaml", "", ': nothing reads this: settings of "dev" are in Pulumi.dev.yaml'],
    [
      "Pulumi.dev.churn.yaml",
      `encryptionsalt: v1:a\n${SETTINGS}`,
      ':3:3: nothing reads this: settings of "dev" are in Pulumi.dev.yaml, and of the project in projects/churn.yaml',
    ],
    ["Pulumi.dev.churn.yaml", "models: {}\nteam: {}\n", /^:1:1: nothing reads this: [^\n]*$/],
    ["Pulumi.dev.churn.yaml", "config: [\n", /^:2:1: .* is missing$/],
    ["Pulumi.dev.churn.yaml", "config: { databricks:token: x1 }\n", /^:1:\d+: .*in plain text/],
    ["Pulumi.de.v.yaml", SETTINGS, ':2:3: nothing reads this: there is no environment "de"; did you mean "dev"?'],
    ["Pulumi.dev.churn.local.yaml", SETTINGS, ': nothing reads this: settings of "dev" are in Pulumi.dev.yaml'],
    ["Pulumi_qa.yaml", SETTINGS, ": nothing reads this: rename it to Pulumi.qa.yaml"],
  ])("%s: %j", (name, text, message) => {
    const told = said(name, text);
    if (typeof message === "string") expect(told).toBe(`${name}${message}`);
    else expect(told.slice(name.length)).toMatch(message);
  });

  it.each(["Pulumi.dev.churn.yaml", "Pulumi.dev.gone.yaml", "Pulumi.prod.platform.yaml"])(
    "and what Pulumi keeps of a stack in %s is none",
    (name) => {
      expect(said(name, OWN_KEY)).toBe("");
    },
  );
});

describe("what a suggestion names would be accepted, and is not there yet", () => {
  it.each([
    ["Pulumi.Dev.yaml", "Pulumi.dev.yaml is there already"],
    ["Pulumi.production.yaml", "Pulumi.prod.yaml is there already"],
    ["Pulumi.platform.yaml", "such as to Pulumi.staging.yaml"],
    ["Pulumi.Platform.yaml", "such as to Pulumi.staging.yaml"],
    ["Pulumi.toolongname.yaml", "such as to Pulumi.staging.yaml"],
    ["Pulumi.1.yaml", "such as to Pulumi.staging.yaml"],
  ])("of %s", (name, message) => {
    expect(said(name, "")).toContain(message);
  });

  it.each([
    ["churn.yml", "projects/churn.yaml is there already"],
    ["Churn.yaml", "such as projects/churn-models.yaml"],
    ["Dev.yaml", "such as projects/dev-models.yaml"],
    ["platform.yml", "such as projects/platform-models.yaml"],
    ["team/platform.yaml", "move it to projects/team-platform.yaml"],
    ["team/churn.yaml", "move it to projects/team-churn.yaml"],
  ])("of projects/%s", (name, message) => {
    const problems = misnamedProjects(projectWith({ ...FILES, [`projects/${name}`]: "" }));
    expect(describeProblems(problems)).toContain(message);
  });
});

describe("names of which two stacks would be one, or one word two", () => {
  const problems = (name: string, chosen?: string[]): string =>
    describeProblems(projectProblems(projectWith({ ...FILES, [`projects/${name}.yaml`]: "" }), ["dev"], chosen));

  it("a project is not called as an environment, nor as what environments stand on", () => {
    expect(problems("prod")).toContain(
      'projects/prod.yaml: no project can have this name: "prod" is an environment (Pulumi.prod.yaml). Rename the file',
    );
    for (const own of ["deployment", "preview", "retraining", "runners", "snapshots"]) {
      expect(problems(own)).toContain(
        `projects/${own}.yaml: no project can have this name: ‹prefix›-‹environment›-${own} is the environment's own`,
      );
    }
    expect(problems("platform")).toContain("projects/platform.yaml: no project can have this name");
    expect(problems("prod", ["churn"])).not.toContain("projects/prod.yaml: no project");
  });
});
