import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  describeProblems,
  isRecord,
  loadEnvironment,
  loadProject,
  type Path,
  type Problem,
  projectProblems,
  valueAt,
} from "../../../infra/config";
import { projectSchema } from "../../../infra/config/schema/project/project";
import { settingsSchema } from "../../../infra/config/schema/settings";
import { inputShape } from "../../../infra/config/yaml/schema-shape";
import { type DeclaredResource, type DeclaredStack, declareEstate } from "../../../infra/declaration";
import { projectWith, removeProjects } from "../../../infra/testing/project-directory";
import { Random } from "../../fuzz/random";
import { ENVIRONMENT, HYPERPARAMETERS, PARAMETERS, type Place, PROJECT, placesIn, TAGS, written } from "./places";
import { isQuoted, isSameNumber, meant, scalarOf } from "./scalar";

const ESTATE = `name: lakestage
runtime: nodejs
config:
  lakestage:account: { value: { id: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001 } }
  lakestage:azure:
    value:
      tenantId: 0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01
      subscriptionId: 5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01
      location: westeurope
  lakestage:metastore: { value: { id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01 } }
`;

const OTHER = `config:
  lakestage:environment: { stage: staging }
  lakestage:network: { cidr: 10.20.0.0/20 }
`;

const ROUNDS = 10;
const FILES = { "Pulumi.dev.yaml": ENVIRONMENT, "projects/trains.yaml": PROJECT } as const;
type File = keyof typeof FILES;
const PLACES = Object.entries(FILES).map(([file, text]) => ({ file: file as File, places: placesIn(text) }));

/** What models take over is looked at where it goes. */
const SHARED = ["training", "batch", "streaming", "online"];

afterAll(removeProjects);

const sectionOf = ({ path }: Place): string => String(path[0] === "config" ? path[1] : path[0]);

/** Scalars in the places of the files, and what became of them. */
class Round {
  private readonly scalars = new Map<Place, string>();
  readonly refused: string[] = [];
  readonly elsewhere: string[] = [];
  private readonly directory = projectWith({ "Pulumi.yaml": ESTATE, "Pulumi.qa.yaml": OTHER });

  constructor(random: Random) {
    mkdirSync(join(this.directory, "projects"));
    for (const { places } of PLACES) for (const place of places) this.scalars.set(place, scalarOf(random));
  }

  /** Takes out what is refused, until nothing is. */
  settle(): void {
    for (let times = 0; times < 20; times++) {
      const begins = this.write();
      const problems = this.problems();
      if (problems.length === 0) return;
      for (const problem of problems) this.takeOut(problem, begins);
    }
    throw new Error(`mistakes that no scalar makes: ${describeProblems(this.problems())}`);
  }

  private write(): Map<string, Place> {
    const all = new Map<string, Place>();
    for (const { file, places } of PLACES) {
      const chosen = places.flatMap((place) => {
        const scalar = this.scalars.get(place);
        return scalar === undefined ? [] : [[place, scalar] as const];
      });
      const { begins, text } = written(FILES[file], new Map(chosen));
      writeFileSync(join(this.directory, file), text);
      for (const [at, place] of begins) all.set(`${file}:${at}`, place);
    }
    return all;
  }

  private problems(): Problem[] {
    const environment = loadEnvironment(this.directory, "dev");
    return [...(environment.ok ? [] : environment.problems), ...projectProblems(this.directory, ["dev"])];
  }

  /** A mistake of two settings together may be told at the other. */
  private takeOut({ column, file, line, message }: Problem, begins: Map<string, Place>): void {
    const place = begins.get(`${file}:${line}:${column}`);
    if (place) {
      if (this.scalars.delete(place)) this.refused.push(`${place.path.join(".")} ${message}`);
      return;
    }
    const text = FILES[file as File];
    const beside = placesIn(text).find(({ from }) => text.slice(0, from).split("\n").length >= (line ?? 0));
    const section = beside && sectionOf(beside);
    this.elsewhere.push(`${file}:${line}:${column}: ${message}`);
    for (const { places } of PLACES) {
      for (const other of places) if (sectionOf(other) === section) this.scalars.delete(other);
    }
  }

  get standing(): [Place, string][] {
    return [...this.scalars];
  }

  scalarAt(...path: Path): string | undefined {
    return this.standing.find(([place]) => place.path.join() === path.join())?.[1];
  }

  /** What the program is given at a place. */
  given(): (place: Place) => unknown {
    const environment = loadEnvironment(this.directory, "dev");
    if (!environment.ok) throw new Error("the environment has mistakes");
    const project = loadProject(this.directory, "trains", environment.settings);
    if (!project.ok) throw new Error("the project has mistakes");
    return ({ path }) => {
      if (path[0] === "config")
        return valueAt(environment.settings, [String(path[1]).replace("lakestage:", ""), ...path.slice(2)]);
      return valueAt(project.settings, SHARED.includes(String(path[0])) ? ["models", "speed", ...path] : path);
    };
  }

  declared(): Promise<DeclaredStack[]> {
    return declareEstate(this.directory, ["dev.platform", "dev", "dev.trains"]);
  }
}

/** Whether what the program is given is what was written. */
function isKept(scalar: string, value: unknown): boolean {
  const is = meant(scalar);
  // Nothing takes away what is said elsewhere.
  if (is === null) return value !== null && value !== scalar;
  if (typeof is === "string") return value === is;
  if (typeof value === "string") return !isQuoted(scalar) && value === scalar;
  if (isRecord(value) || typeof value === "object") return value !== null && "text" in value && value.text === scalar;
  return typeof is === "boolean" ? value === is : typeof value === "number" && isSameNumber(scalar, value);
}

const jobCalled = (stacks: readonly DeclaredStack[], name: string): DeclaredResource => {
  const jobs = stacks.flatMap(({ resources }) => resources.filter(({ type }) => type === "databricks:index/job:Job"));
  const job = jobs.find((resource) => resource.name === name);
  if (!job) throw new Error(`no job ${name} among ${jobs.map((each) => each.name)}`);
  return job;
};

/** As JSON has it: a number as it is written. */
const asJson = (scalar: string): string => {
  const is = meant(scalar);
  return typeof is === "string" ? JSON.stringify(is) : typeof is === "boolean" ? String(is) : scalar;
};

const asText = (scalar: string): string => {
  const is = meant(scalar);
  return typeof is === "string" ? is : scalar;
};

const rounds = Array.from({ length: ROUNDS }, (_, index) => new Round(new Random(index + 1)));

/** Paths of all settings that take text or numbers: `models.*.thresholds.*.atLeast`. */
function settingsIn(schema: unknown, path: readonly string[] = []): string[] {
  if (!isRecord(schema) || schema.enum || schema.const || schema.type === "boolean") return [];
  const { additionalProperties, items, oneOf, properties } = schema;
  if (isRecord(properties))
    return Object.entries(properties).flatMap(([key, part]) => settingsIn(part, [...path, key]));
  if (Array.isArray(oneOf)) return oneOf.flatMap((part) => settingsIn(part, path));
  if (isRecord(additionalProperties)) return settingsIn(additionalProperties, [...path, "*"]);
  return isRecord(items) ? settingsIn(items, [...path, "*"]) : [path.join(".")];
}

const isAt = (setting: string, { path }: Place): boolean => {
  const parts = setting.split(".");
  return parts.length === path.length && parts.every((part, index) => part === "*" || part === String(path[index]));
};

/**
 * A job starts in one way: each of them is somewhere, and not everywhere. What has a file beside it has no other. A model
 * that was called otherwise is known by that name.
 */
const IN_FEWER_PLACES = /\.start\.|^source\.wheel$|^models\.\*\.previously$/;

test("every setting that takes text or a number is a place", () => {
  const [ofEnvironment = [], ofProject = []] = PLACES.map(({ places }) => places);
  const missing = [
    ...settingsIn(inputShape(projectSchema)).filter((setting) => !ofProject.some((place) => isAt(setting, place))),
    ...settingsIn(inputShape(settingsSchema))
      .map((setting) => `config.lakestage:${setting}`)
      .filter((setting) => !ofEnvironment.some((place) => isAt(setting, place))),
  ];
  expect(missing.filter((setting) => !IN_FEWER_PLACES.test(setting))).toEqual([]);
});

test("there are at least 2,000 scalars, in every setting that takes text or a number", () => {
  const perRound = PLACES.reduce((sum, { places }) => sum + places.length, 0);
  expect(perRound * ROUNDS).toBeGreaterThanOrEqual(2000);
});

test.each(rounds.map((round, index) => ({ round, seed: index + 1 })))(
  "seed $seed: every scalar is refused where it stands, or kept and declared as it is written",
  async ({ round }) => {
    round.settle();
    // Few mistakes are about two settings at once, and told at the one that was not changed.
    expect(round.elsewhere.length).toBeLessThan(6);

    const given = round.given();
    const changed = round.standing.filter(([place, scalar]) => !isKept(scalar, given(place)));
    expect(
      changed.map(([place, scalar]) => `${place.path.join(".")}: ${scalar} → ${JSON.stringify(given(place))}`),
    ).toEqual([]);

    const stacks = await round.declared();
    const parameters = PARAMETERS.flatMap((key) => {
      const scalar = round.scalarAt("jobs", "nightly", "tasks", "go", "parameters", key) ?? "a";
      return meant(scalar) === null ? [] : [`--${key}=${asText(scalar)}`];
    });
    const { tasks } = jobCalled(stacks, "nightly").inputs as {
      tasks: { taskKey: string; sparkPythonTask: { parameters: string[] } }[];
    };
    const told = tasks.find(({ taskKey }) => taskKey === "go")?.sparkPythonTask.parameters;
    expect(told?.filter((option) => /^--p\d+=/.test(option)).sort()).toEqual([...parameters].sort());

    const hyperparameters = HYPERPARAMETERS.flatMap((key) => {
      const scalar = round.scalarAt("models", "lateness", "hyperparameters", key) ?? "1";
      return meant(scalar) === null ? [] : [`"${key}":${asJson(scalar)}`];
    });
    expect(jobCalled(stacks, "training-lateness").inputs.parameters).toEqual([
      { name: "hyperparameters", default: `{${hyperparameters.join(",")}}` },
    ]);

    const bound = (metric: string, which: string, usual: string): string => {
      const scalar = round.scalarAt("models", "lateness", "thresholds", metric, which) ?? usual;
      return meant(scalar) === null ? "" : `"${which}":${asJson(scalar)}`;
    };
    const bounds = ["accuracy", "f1"].map((metric) => {
      const both = [
        bound(metric, "atLeast", metric === "f1" ? "0.3" : "0.2"),
        metric === "f1" ? "" : bound(metric, "atMost", "0.99"),
      ];
      return `"${metric}":{${both.filter(Boolean).join(",")}}`;
    });
    const validate = (jobCalled(stacks, "training-lateness").inputs as { tasks: typeof tasks }).tasks
      .flatMap(({ sparkPythonTask }) => sparkPythonTask.parameters)
      .find((option) => option.startsWith("--thresholds="));
    for (const text of bounds) expect(validate).toContain(text);

    const tags = TAGS.flatMap((key): [string, string][] => {
      const scalar = round.scalarAt("tags", key) ?? "a";
      return meant(scalar) === null ? [] : [[key, asText(scalar)]];
    });
    expect(jobCalled(stacks, "nightly").inputs.tags).toMatchObject(Object.fromEntries(tags));
    const group = stacks.flatMap(({ resources }) => resources).find(({ name }) => name === "resource-group");
    const inAzure = TAGS.map((key) => [key, asText(round.scalarAt("config", "lakestage:azure", "tags", key) ?? "a")]);
    expect(group?.inputs.tags).toMatchObject(Object.fromEntries(inAzure));
  },
);
