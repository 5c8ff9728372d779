import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse, stringify } from "yaml";
import { loadEnvironment, loadProject, stacksIn } from "../../infra/config";
import { type ProjectVariation, variedProject } from "../../infra/config/variations/project-variation";
import { PROJECT_VARIATIONS } from "../../infra/config/variations/project-variations";
import { VARIATIONS } from "../../infra/config/variations/settings-variations";
import { pipelineResults } from "../../infra/declaration/pipeline-results";
import { type Recording, record } from "../../infra/declaration/recorder";
import { runStack } from "../../infra/program/run-stack";
import { type Engine, servicesOf } from "../../infra/testing/declared-resources";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { recordBySdk } from "../../infra/testing/sdk-recorder";
import { packed } from "../harness/packed-variations";

const CHECKOUT = join(__dirname, "../..");
const SECONDS = 1_000;

const read = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");

const ESTATE = ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml", "projects/_defaults.yaml"];

/** The checkout's settings with other files beside or instead of them. */
const directoryWith = (files: Record<string, string>): string =>
  projectWith({ ...Object.fromEntries(ESTATE.map((file) => [file, read(file)])), ...files });

const loaded = loadEnvironment(CHECKOUT, "dev");
if (!loaded.ok) throw new Error("dev is shipped with mistakes");
const { name: _, ...shipped } = loaded.settings;

const environmentText = (settings: object): string =>
  stringify({
    config: Object.fromEntries(Object.entries(settings).map(([key, value]) => [`lakestage:${key}`, value])),
  });

afterAll(removeProjects);

/** What our recorder and the SDK's own mocks record of a stack, with the resources in the same order. */
async function both(stack: string, directory: string, engine: Engine = {}): Promise<[unknown, unknown]> {
  const services = servicesOf({ ...engine, stack, found: { ...foundBy(stack, directory), ...engine.found } });
  const [ours, theirs] = [
    await record(() => runStack(directory), services),
    await recordBySdk(() => runStack(directory), services),
  ];
  return [await told(ours), await told(theirs)];
}

/** With the outputs as they are sent: a program may return anything that they come from. */
async function told({ resources, result }: Recording) {
  return {
    resources: [...resources].sort((one, other) => (one.urn < other.urn ? -1 : 1)),
    outputs: await pulumi.runtime.serializeProperty("outputs", pulumi.output(result)),
  };
}

/** A project is declared as it is once its pipelines have run. */
function foundBy(stack: string, directory: string): Engine["found"] {
  const { environment, project } = stacksIn(directory).find(({ name }) => name === stack) ?? {};
  if (environment === undefined || project === undefined) return {};
  const settings = loadEnvironment(directory, environment);
  if (!settings.ok) throw new Error(`${environment} has mistakes`);
  const result = loadProject(directory, project, settings.settings);
  if (!result.ok) throw new Error(`${stack} has mistakes: ${JSON.stringify(result.problems)}`);
  return pipelineResults(result.settings);
}

describe("what is recorded is what the SDK tells an engine", () => {
  it.each(stacksIn(CHECKOUT))(
    "in the stack $name",
    async ({ name }) => {
      const [ours, theirs] = await both(name, CHECKOUT);
      expect(ours).toEqual(theirs);
    },
    30 * SECONDS,
  );

  it.each(["dev.platform", "dev", "dev.flight-delay"])(
    "in a preview of %s, where some is unknown",
    async (stack) => {
      const [ours, theirs] = await both(stack, CHECKOUT, { preview: true });
      expect(ours).toEqual(theirs);
    },
    30 * SECONDS,
  );

  it("in a project on which no pipeline has run", async () => {
    const [ours, theirs] = await both("prod.flight-delay", CHECKOUT, { found: servicesOf({}).found });
    expect(ours).toEqual(theirs);
  }, 30_000);

  const environments = packed(VARIATIONS, ({ change }) => Object.keys(change(shipped))).map((group) => ({
    names: group.map(({ name }) => name).join("; "),
    settings: Object.assign({}, shipped, ...group.map(({ change }) => change(shipped))),
  }));

  it.each(environments)(
    "in an environment with $names",
    async ({ settings }) => {
      const directory = directoryWith({ "Pulumi.dev.yaml": environmentText(settings) });
      for (const stack of ["dev.platform", "dev"]) {
        const [ours, theirs] = await both(stack, directory);
        expect(ours).toEqual(theirs);
      }
    },
    30 * SECONDS,
  );

  const projects = packed(
    PROJECT_VARIATIONS,
    ({ change }) => Object.keys(change),
    (one, other) => one.project === other.project,
  ).map((group) => ({ names: group.map(({ name }) => name).join("; "), group }));

  it.each(projects)(
    "in a project with $names",
    async ({ group }) => {
      const [ours, theirs] = await both("dev.varied", directoryWith(varied(group)));
      expect(ours).toEqual(theirs);
    },
    30 * SECONDS,
  );

  /** A project with some variations, in an environment that has what they need. */
  function varied(group: readonly ProjectVariation[]): Record<string, string> {
    const needed = VARIATIONS.filter(({ name }) => group.some(({ environment }) => environment === name));
    const notifications = Object.assign({}, ...needed.map(({ change }) => change(shipped).notifications));
    const settings = {
      ...Object.assign({}, shipped, ...needed.map(({ change }) => change(shipped))),
      notifications: { ...notifications, ...shipped.notifications },
    };
    const content = group.reduce<unknown>(variedProject, parse(read(`projects/${group[0]?.project}.yaml`)));
    return {
      "Pulumi.dev.yaml": environmentText(settings),
      "projects/varied.yaml": stringify(content),
      ...Object.fromEntries(group.flatMap(({ files = [] }) => files.map((file) => [file, ""]))),
    };
  }
});
