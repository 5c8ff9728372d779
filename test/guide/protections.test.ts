import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type DeclaredResource, type DeclaredStack, declareEstate } from "../../infra/declaration";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { CHECKOUT } from "../harness/estate";
import { spans, tableRows } from "./page";

/* What section 9 says of production's guards, and of the way around them. */

const FILES = [
  "Pulumi.yaml",
  "Pulumi.dev.yaml",
  "Pulumi.staging.yaml",
  "Pulumi.prod.yaml",
  "projects/flight-delay.yaml",
];
const LOCK = "azure-native:authorization:ManagementLockAtResourceGroupLevel";
const read = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");

/** Production's three kinds of stacks, with more settings. */
async function production(more: object): Promise<DeclaredStack[]> {
  const prod = parse(read("Pulumi.prod.yaml"));
  for (const [section, value] of Object.entries(more)) prod.config[`lakestage:${section}`] = value;
  const files = Object.fromEntries([...FILES, "projects/_defaults.yaml"].map((file) => [file, read(file)]));
  const folder = projectWith({ ...files, "Pulumi.prod.yaml": stringify(prod) });
  return await declareEstate(folder, ["prod.platform", "prod", "prod.flight-delay"]);
}

const guarded = ({ resources }: DeclaredStack): DeclaredResource[] =>
  resources.filter(({ protect, type }) => protect || type === LOCK);

afterAll(removeProjects);

test("what Pulumi refuses to delete in production is what the page lists", async () => {
  const [, words = ""] =
    tableRows("## 9. Protections, and how to destroy on purpose").find(
      ([guard]) => guard === "`protection.deletion`",
    ) ?? [];
  const prod = parse(read("Pulumi.prod.yaml")).config;
  const stacks = await production({
    azure: { ...parse(read("Pulumi.yaml")).config["lakestage:azure"].value, databricksObjectId: ANY_ID },
    workspace: { ...prod["lakestage:workspace"], customerManagedKeys: true },
  });
  const kinds = new Set(
    stacks
      .flatMap(guarded)
      .map(({ type }) => type)
      .filter((type) => type !== LOCK),
  );
  const listed = /refuses to delete or replace (.*)$/.exec(words)?.[1]?.split(/, | and |; of a project its /) ?? [];
  expect([...kinds].map((type) => WORD_OF[type] ?? type).sort()).toEqual(listed.sort());
  // So the page has only the platform and the projects brought up before all are destroyed.
  expect(stacks.filter((stack) => guarded(stack).length > 0).map(({ name }) => name)).toEqual([
    "prod.platform",
    "prod.flight-delay",
  ]);
});

test("nothing of production is guarded once the settings are those that the page says", async () => {
  const shown = spans().find(({ text }) => text.startsWith("protection: {"))?.text ?? "";
  const stacks = await production(parse(shown));
  expect(stacks.flatMap(guarded)).toEqual([]);
  const holding = stacks
    .flatMap(({ resources }) => resources)
    .filter(({ inputs }) => "forceDestroy" in inputs && inputs.forceDestroy !== true);
  expect(holding.map(({ name }) => name)).toEqual([]);
});

const ANY_ID = "a1b2c3d4-0001-4000-8000-00000000000d";

/** Kinds as the page calls them. */
const WORD_OF: Readonly<Record<string, string>> = {
  "azure-native:storage:StorageAccount": "storage",
  "azure-native:storage:BlobContainer": "containers",
  "azure-native:keyvault:Vault": "vault",
  "azure-native:keyvault:Key": "key",
  "azure-native:databricks:Workspace": "workspace",
  "databricks:index/storageCredential:StorageCredential": "storage credential",
  "databricks:index/externalLocation:ExternalLocation": "locations",
  "databricks:index/catalog:Catalog": "catalog",
  "databricks:index/secretScope:SecretScope": "secret scope",
  "databricks:index/schema:Schema": "schemas",
  "databricks:index/volume:Volume": "volume",
  "databricks:index/registeredModel:RegisteredModel": "models",
  "databricks:index/mlflowExperiment:MlflowExperiment": "experiment",
};
