import { readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { loadEnvironment } from "../../infra/config";
import { VARIATIONS } from "../../infra/config/variations/settings-variations";
import { declareEstate } from "../../infra/declaration";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { armTypeIn, checkBody, type Finding } from "../../sandbox/arm-types";
import { declarations } from "../../sandbox/azure-native/declarations";
import type { Json, JsonObject } from "../../sandbox/catalogue/json";
import { type ArmRequest, armRequests } from "../harness/arm-requests";

const CHECKOUT = join(__dirname, "../..");
const ENVIRONMENTS = ["dev", "staging", "prod"];
const PLATFORMS = ENVIRONMENTS.map((environment) => `${environment}.platform`);

afterAll(removeProjects);

/** Of ARM, of which something was sent. */
const sentTypes = new Set<string>();

async function requestsOf(directory: string): Promise<ArmRequest[]> {
  const platforms = await declareEstate(directory, PLATFORMS);
  const requests = (await Promise.all(platforms.map(armRequests))).flat();
  for (const { type } of requests) sentTypes.add(type.type);
  return requests;
}

const findingsIn = (requests: readonly ArmRequest[]): string[] =>
  requests.flatMap(({ body, name, ownName, stack, type }) =>
    checkBody(type, ownName, body).findings.map(({ message }) => `${stack}: ${name}: ${message}`),
  );

/** The checkout's settings, in which each environment differs as a variation says; in what none may share, dev alone. */
function variedDirectory({ change }: (typeof VARIATIONS)[number]): string {
  const shipped = ["Pulumi.yaml", "projects/_defaults.yaml", "projects/flight-delay.yaml"];
  const varied = ENVIRONMENTS.map((environment) => {
    const loaded = loadEnvironment(CHECKOUT, environment);
    if (!loaded.ok) throw new Error(`${environment} is shipped with mistakes`);
    const { name: _, ...settings } = loaded.settings;
    const changed = change(settings);
    const { network, unityCatalog } = { ...settings, ...changed };
    const shared = network.cidr !== settings.network.cidr || unityCatalog?.catalog !== settings.unityCatalog.catalog;
    const sections = Object.entries({ ...settings, ...(shared && environment !== "dev" ? {} : changed) });
    const config = Object.fromEntries(sections.map(([section, value]) => [`lakestage:${section}`, value]));
    return [`Pulumi.${environment}.yaml`, stringify({ config })];
  });
  const kept = shipped.map((file) => [file, readFileSync(join(CHECKOUT, file), "utf8")]);
  return projectWith(Object.fromEntries([...kept, ...varied]));
}

describe("what is sent to Azure is what Azure publishes", () => {
  it("of every resource of the shipped estate", async () => {
    const requests = await requestsOf(CHECKOUT);
    expect(new Set(requests.map(({ stack }) => stack)).size).toBe(PLATFORMS.length);
    expect(findingsIn(requests)).toEqual([]);
  });

  it.each(VARIATIONS)("with $name", async (variation) => {
    const requests = await requestsOf(variedDirectory(variation));
    expect(requests.length).toBeGreaterThan(PLATFORMS.length);
    expect(findingsIn(requests)).toEqual([]);
  });

  it("of every type that is declared", () => {
    const declared = Object.values(declarations.resources).map(({ path }) => armTypeIn(path)?.toLowerCase());
    expect([...sentTypes].map((type) => type.toLowerCase())).toEqual(expect.arrayContaining(declared));
  });
});

/** A mistake in what is sent for the first resource of a type. */
interface Planted {
  type: string;
  /** Where in the body; `name` is the resource's own. */
  at: string;
  /** Nothing: it is left out. */
  value?: Json;
  problem: Finding["problem"];
}

const PLANTED: readonly Planted[] = [
  { type: "Microsoft.Storage/storageAccounts", at: "properties.minimumTls", value: "TLS1_2", problem: "unknown" },
  { type: "Microsoft.OperationalInsights/workspaces", at: "name", value: "log", problem: "length" },
  { type: "Microsoft.KeyVault/vaults", at: "properties.sku", problem: "missing" },
  { type: "Microsoft.Databricks/workspaces", at: "properties.workspaceUrl", value: "x.test", problem: "read-only" },
  { type: "Microsoft.Network/virtualNetworks", at: "properties.addressSpace", value: "10.0.0.0/16", problem: "type" },
  {
    type: "Microsoft.Network/networkSecurityGroups",
    at: "properties.securityRules[0].properties.direction",
    problem: "missing",
  },
  {
    type: "Microsoft.Storage/storageAccounts/blobServices",
    at: "properties.deleteRetentionPolicy.days",
    value: 366,
    problem: "bounds",
  },
  { type: "Microsoft.Consumption/budgets", at: "properties.amount", value: "500", problem: "type" },
  {
    type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    at: "name",
    value: "by GitHub",
    problem: "pattern",
  },
  { type: "Microsoft.Authorization/roleAssignments", at: "properties.principalType", value: "Robot", problem: "value" },
];

describe("a mistake that is planted is found, and nothing else", () => {
  let requests: ArmRequest[];

  beforeAll(async () => {
    requests = await requestsOf(CHECKOUT);
  });

  it.each(PLANTED)("$problem: $at of $type", ({ at, problem, type: wanted, value }) => {
    const request = requests.find(({ type }) => type.type === wanted);
    if (!request) throw new Error(`the estate has no ${wanted}`);
    const { body, ownName, type } = request;
    const checked =
      at === "name" ? checkBody(type, String(value), body) : checkBody(type, ownName, withValue(body, at, value));
    expect(checked.findings.map((each) => each.problem)).toEqual([problem]);
    expect(checked.findings[0]?.path.startsWith(at)).toBe(true);
  });
});

/** A copy with another value at a path such as `rules[0].name`, through members and lists that are there. */
function withValue(body: JsonObject, path: string, value: Json | undefined): JsonObject {
  const copy = structuredClone(body);
  const steps = path.split(/[.[\]]+/).filter((step) => step !== "");
  const last = steps.pop() ?? "";
  const target = steps.reduce<JsonObject>((object, step) => {
    const next = object[step];
    if (typeof next !== "object" || next === null) throw new Error(`the body has no ${step} of ${path}`);
    return next as JsonObject;
  }, copy);
  target[last] = value;
  return copy;
}
