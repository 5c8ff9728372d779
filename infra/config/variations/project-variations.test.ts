import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { z } from "zod";
import { projectWith, removeProjects } from "../../testing/project-directory";
import { describeProblems, projectProblems, projectsIn } from "..";
import { ProjectSources } from "../loading/project-sources";
import { projectSchema } from "../schema/project/project";
import { checkValues } from "../yaml/check-values";
import { inputShape } from "../yaml/schema-shape";
import { isRecord } from "../yaml/stack-file";
import { type ProjectVariation, variedProject } from "./project-variation";
import { PROJECT_VARIATIONS } from "./project-variations";
import { VARIATIONS } from "./settings-variations";

const CHECKOUT = join(__dirname, "../../..");

/** What a project says of all its models becomes each model's, and is looked at there. */
const OF_ALL_MODELS = /^(training|batch|streaming|online)\./;

const ENVIRONMENTS = ["dev", "staging", "prod"];

afterAll(removeProjects);

const shippedText = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");

const shipped = (project: string): unknown => parse(shippedText(`projects/${project}.yaml`));

/** A directory with the checkout's settings, and with this file instead of its projects. */
function directoryWith(project: string, content: unknown, files: readonly string[] = []): string {
  const settings = ["Pulumi.yaml", ...ENVIRONMENTS.map((name) => `Pulumi.${name}.yaml`), "projects/_defaults.yaml"];
  return projectWith({
    ...Object.fromEntries(settings.map((name) => [name, shippedText(name)])),
    ...Object.fromEntries(files.map((name) => [name, ""])),
    [`projects/${project}.yaml`]: stringify(content),
  });
}

const directoryOf = (variation: ProjectVariation): string =>
  directoryWith(variation.project, variedProject(shipped(variation.project), variation), variation.files);

/** All that is said of a project in an environment. */
const merged = (directory: string, project: string, environment: string): unknown =>
  ProjectSources.read(directory, project)?.layers(environment).merged();

describe("the variations of projects", () => {
  it.each(PROJECT_VARIATIONS.filter(({ environment }) => environment === undefined))(
    "$name: is without mistakes",
    (variation) => {
      const directory = directoryOf(variation);
      expect(describeProblems(projectProblems(directory, ENVIRONMENTS))).toBe("");
    },
  );

  it("that need another environment name a variation that there is", () => {
    const needed = PROJECT_VARIATIONS.flatMap(({ environment }) => environment ?? []);
    expect(VARIATIONS.map(({ name }) => name)).toEqual(expect.arrayContaining(needed));
  });

  it("have names that tell them apart", () => {
    const names = PROJECT_VARIATIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it("give every setting another value than the shipped ones", () => {
    const [before, after] = [shippedProjects(), variedProjects()];
    const unvaried = settingPaths(schema).filter((path) => {
      const known = new Set(before.flatMap((project) => valuesAt(project, path)));
      const others = after.flatMap((project) => valuesAt(project, path));
      return known.size < 2 && others.every((value) => known.has(value));
    });
    expect(unvaried).toEqual([]);
  });

  it("make every choice of every setting that has choices, but for what holds without a choice", () => {
    const projects = [...shippedProjects(), ...variedProjects()];
    const missing = settingPaths(schema).flatMap((path) => {
      const chosen = new Set(projects.flatMap((project) => valuesAt(project, path)).flatMap(itemsOf));
      return choicesAt(schema, path)
        .filter(({ isDefault, value }) => !isDefault && !chosen.has(JSON.stringify(value)))
        .map(({ value }) => `${path}: ${value}`);
    });
    expect(missing).toEqual([]);
  });
});

describe("a varied project", () => {
  it("is what the shipped one is where the variation says nothing, and takes away where it says null", () => {
    const content = { team: { name: "a", contacts: ["x"] }, monitors: { one: 1, two: 2 } };
    const change = { team: { name: "b" }, monitors: { one: null } };
    expect(variedProject(content, { name: "", project: "flight-delay", change })).toEqual({
      team: { name: "b", contacts: ["x"] },
      monitors: { one: null, two: 2 },
    });
  });

  it("is checked as any other: a change that is a mistake shows", () => {
    const content = variedProject(shipped("flight-delay"), {
      name: "",
      project: "flight-delay",
      change: { paused: null, online: { traffic: { champion: 101 } } },
    });
    expect(checkValues(projectSchema, content)).toHaveProperty("violations");
  });
});

type JsonSchema = z.core.JSONSchema.JSONSchema;

const schema = inputShape(projectSchema);

const shippedProjects = (): unknown[] =>
  projectsIn(CHECKOUT).flatMap((project) => ENVIRONMENTS.map((environment) => merged(CHECKOUT, project, environment)));

const variedProjects = (): unknown[] =>
  PROJECT_VARIATIONS.map((variation) => merged(directoryOf(variation), variation.project, "dev"));

/** The settings that a setting consists of, by key; `*` for names and for items of a list. */
function partsOf(part: JsonSchema): [string, JsonSchema][] {
  const entries = Object.entries({
    ...part.properties,
    ...(typeof part.additionalProperties === "object" && { "*": part.additionalProperties }),
    ...(isRecord(part.items) && isRecord(part.items.properties) && { "*": part.items }),
  });
  return [
    ...entries.flatMap(([key, inner]): [string, JsonSchema][] => (typeof inner === "object" ? [[key, inner]] : [])),
    ...(part.oneOf ?? []).flatMap((alternative) => (typeof alternative === "object" ? partsOf(alternative) : [])),
  ];
}

/** Paths of all settings: `models.*.thresholds.*.atLeast`. */
function settingPaths(part: JsonSchema): string[] {
  const paths = partsOf(part).flatMap(([key, inner]) => {
    const below = settingPaths(inner);
    return below.length === 0 ? [key] : below.map((path) => `${key}.${path}`);
  });
  return [...new Set(paths)].filter((path) => !OF_ALL_MODELS.test(path));
}

/** All values that a setting has in a project, as JSON. */
function valuesAt(project: unknown, path: string): string[] {
  const found = path.split(".").reduce<unknown[]>(
    (values, key) =>
      values.flatMap((value) => {
        if (typeof value !== "object" || value === null) return [];
        return Object.entries(value).flatMap(([name, inner]) => (key === "*" || key === name ? [inner] : []));
      }),
    [project],
  );
  return found.map((value) => JSON.stringify(value));
}

/** A list's items stand for its choices. */
function itemsOf(json: string): string[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value.map((item) => JSON.stringify(item)) : [json];
}

function choicesAt(whole: JsonSchema, path: string): { value: unknown; isDefault: boolean }[] {
  const parts = path
    .split(".")
    .reduce<JsonSchema[]>(
      (found, key) => found.flatMap((part) => partsOf(part).flatMap(([name, inner]) => (name === key ? [inner] : []))),
      [whole],
    );
  return parts.flatMap((part) => {
    const choices = [part, part.items, ...(isRecord(part.items) ? [part.items.anyOf].flat() : [])];
    return choices.flatMap((choice) =>
      isRecord(choice) && Array.isArray(choice.enum)
        ? choice.enum.map((value) => ({ value, isDefault: value === part.default }))
        : [],
    );
  });
}
