import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectsIn } from "../files/project-files";
import { jsonSchemas, jsonSchemaText } from "./json-schema";

const CHECKOUT = join(__dirname, "../../..");

describe("the committed JSON Schemas", () => {
  it.each(Object.entries(jsonSchemas()))("%s says what the schemas of the settings say", (name, schema) => {
    expect(readFileSync(join(__dirname, "../generated", name), "utf8")).toBe(jsonSchemaText(schema));
  });

  it("let an encrypted value stand where a secret is asked for", () => {
    expect(JSON.stringify(jsonSchemas()["environment.schema.json"])).toContain('"required":["secure"]');
  });
});

describe("the JSON Schemas of projects' files", () => {
  const schemas = jsonSchemas();
  const ofProjects = z.fromJSONSchema({ ...schemas["project.schema.json"] });
  const ofDefaults = z.fromJSONSchema({ ...schemas["project-defaults.schema.json"] });
  const shipped = (name: string): unknown => parse(readFileSync(join(CHECKOUT, "projects", `${name}.yaml`), "utf8"));
  const LEAST = {
    description: "Which trains arrive late?",
    models: { lateness: { task: "classification", description: "Lateness.", label: "late" } },
  };

  it.each(projectsIn(CHECKOUT))("take the shipped %s", (name) => {
    expect(ofProjects.safeParse(shipped(name)).error).toBeUndefined();
  });

  it("take the shipped defaults, and defaults that say nothing", () => {
    expect(ofDefaults.safeParse(shipped("_defaults")).error).toBeUndefined();
    expect(ofDefaults.safeParse({}).success).toBe(true);
  });

  it.each([
    ["the least that a project must say", {}],
    [
      "an empty value that takes away what the defaults say",
      { batch: null, onlineStore: null, compute: { nodeType: null } },
    ],
    [
      "a part of what must be whole elsewhere",
      { environments: { prod: { team: { contacts: ["a@lakestage.example"] } } } },
    ],
    ["an empty value for one environment", { environments: { dev: { alerts: { silent: null } } } }],
    [
      "a part of an alternative",
      { environments: { dev: { models: { lateness: { approval: { rule: "automatic" } } } } } },
    ],
    ["a source of which the defaults say the rest", { source: { branch: "next" } }],
  ])("take %s", (_, said) => {
    expect(ofProjects.safeParse({ ...LEAST, ...said }).error).toBeUndefined();
  });

  it.each([
    ["an unknown section", { moniters: {} }],
    ["an unknown key for one environment", { environments: { prod: { compute: { worker: 1 } } } }],
    ["a name that no environment can have", { environments: { Production: {} } }],
    ["a value of the wrong type for one environment", { environments: { prod: { paused: "yes" } } }],
    ["a model without what it must say", { models: { lateness: { task: "classification" } } }],
    ["an empty value where one must be", { description: null }],
    ["an empty item of a list", { team: { name: "a", contacts: [null] } }],
  ])("refuse %s", (_, said) => {
    expect(ofProjects.safeParse({ ...LEAST, ...said }).success).toBe(false);
  });
});
