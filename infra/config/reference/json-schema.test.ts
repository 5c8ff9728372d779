import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
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

/** As the strictest of validators does it. */
const compiled = (name: string) => new Ajv2020({ strict: true, allErrors: true }).compile({ ...jsonSchemas()[name] });

function mistakesOf(validate: ReturnType<typeof compiled>, content: unknown): unknown[] {
  validate(content);
  return validate.errors ?? [];
}

const shippedAt = (file: string): unknown => parse(readFileSync(join(CHECKOUT, file), "utf8"));

describe("the JSON Schemas of environments' files", () => {
  const ofEnvironments = compiled("environment.schema.json");
  const ofEstate = compiled("estate.schema.json");
  const withSection = (name: string, said: object) => ({
    config: {
      "lakestage:environment": { stage: "development" },
      "lakestage:network": { cidr: "10.10.0.0/20" },
      [`lakestage:${name}`]: said,
    },
  });

  it.each(["dev", "staging", "prod"])("take the shipped one of %s, and the estate's", (name) => {
    expect(mistakesOf(ofEnvironments, shippedAt(`Pulumi.${name}.yaml`))).toEqual([]);
    expect(mistakesOf(ofEstate, shippedAt("Pulumi.yaml"))).toEqual([]);
  });

  it("take a secret encrypted, and not in plain text", () => {
    expect(
      mistakesOf(ofEnvironments, withSection("notifications", { slack: { url: { secure: "v1:bm9u:c2Vj" } } })),
    ).toEqual([]);
    expect(
      mistakesOf(ofEnvironments, withSection("notifications", { slack: { url: "https://a.example" } })),
    ).not.toEqual([]);
  });

  it.each([
    ["an address twice", "workspace", { ipAccessList: ["198.51.100.1", "198.51.100.1"] }],
    [
      "an account's host without https",
      "account",
      { id: "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001", host: "http://a.example" },
    ],
    ["a repository with .git", "identity", { github: { organization: "lakestage-example", repository: "mlops.git" } }],
    ["a network of no form", "network", { cidr: "10.10.0.0" }],
  ])("refuse %s", (_, section, said) => {
    expect(mistakesOf(ofEnvironments, withSection(section, said))).not.toEqual([]);
  });
});

describe("the JSON Schemas of projects' files", () => {
  const ofProjects = compiled("project.schema.json");
  const ofDefaults = compiled("project-defaults.schema.json");
  const shipped = (name: string): unknown => shippedAt(`projects/${name}.yaml`);
  const LEAST = {
    description: "Which trains arrive late?",
    models: { lateness: { task: "classification", description: "Lateness.", label: "late" } },
  };

  it.each(projectsIn(CHECKOUT))("take the shipped %s", (name) => {
    expect(mistakesOf(ofProjects, shipped(name))).toEqual([]);
  });

  it("take the shipped defaults, and defaults that say nothing", () => {
    expect(mistakesOf(ofDefaults, shipped("_defaults"))).toEqual([]);
    expect(mistakesOf(ofDefaults, {})).toEqual([]);
  });

  const ofModel = (said: object) => ({ models: { lateness: { ...LEAST.models.lateness, ...said } } });
  const ofJob = (said: object) => ({ jobs: { nightly: { tasks: { go: { run: "go" } }, ...said } } });

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
    ["text on several lines, which ends one", { description: "Which trains\narrive late?\n" }],
    ["a start instead of one that is taken away", ofJob({ start: { schedule: null, onTableUpdate: ["events"] } })],
    ["a cron of seven fields", ofJob({ start: { schedule: { cron: "0 0 12 L-3 * ? 2030" } } })],
    ["values of any kind for tasks and training", ofModel({ hyperparameters: { a: 1.5, b: true, c: "x" } })],
  ])("take %s", (_, said) => {
    expect(mistakesOf(ofProjects, { ...LEAST, ...said })).toEqual([]);
  });

  it.each([
    ["an unknown section", { moniters: {} }],
    ["an unknown key for one environment", { environments: { prod: { compute: { worker: 1 } } } }],
    ["a name that no environment can have", { environments: { Production: {} } }],
    ["a value of the wrong type for one environment", { environments: { prod: { paused: "yes" } } }],
    ["a model without what it must say", { models: { lateness: { task: "classification" } } }],
    ["an empty value where one must be", { description: null }],
    ["an empty item of a list", { team: { name: "a", contacts: [null] } }],
    ["no models", { models: {} }],
    ["a job without tasks", ofJob({ tasks: {} })],
    ["a threshold without a bound", ofModel({ thresholds: { f1: {} } })],
    ["a slice's threshold without a bound", ofModel({ sliceThresholds: { f1: {} } })],
    ["an entry twice", ofModel({ inference: ["batch", "batch"] })],
    ["a person twice", { team: { name: "a", contacts: ["a@lakestage.example", "a@lakestage.example"] } }],
    ["two starts", ofJob({ start: { schedule: { cron: "0 0 1 * * ?" }, onTableUpdate: ["events"] } })],
    ["a repository without https", { source: { repository: "http://github.com/lakestage-example/mlops" } }],
    ["a cron of five fields", ofJob({ start: { schedule: { cron: "0 1 * * *" } } })],
    ["a cron with two days", ofJob({ start: { schedule: { cron: "0 0 1 * * *" } } })],
    ["a share of more than all", { snapshots: { tables: { events: { fraction: 1.5 } } } }],
    ["a share of nothing", { snapshots: { tables: { events: { fraction: 0 } } } }],
  ])("refuse %s", (_, said) => {
    expect(mistakesOf(ofProjects, { ...LEAST, ...said })).not.toEqual([]);
  });
});
