import { join } from "node:path";
import { checkSettings } from "../loading/check-settings";
import { loadEnvironment } from "../loading/load-environment";
import { jsonSchemas } from "../reference/json-schema";
import { VARIATIONS } from "./settings-variations";

const CHECKOUT = join(__dirname, "../../..");

/** Settings whose other value is about another place or another account, which no test can have, and why. */
const WITHOUT_VARIATION: Record<string, string> = {
  "account.host": "the environment variable LAKESTAGE_ACCOUNT_HOST replaces it in every test",
  "account.id": "names the account",
  "azure.location": "the metastore is in one region",
  "azure.subscriptionId": "names the subscription",
  "azure.tenantId": "names the tenant",
  "groups.dataScientists": "names a group of the directory",
  "groups.mlEngineers": "names a group of the directory",
  "groups.platformAdmins": "names a group of the directory",
  "keyVault.recoverDeleted": "needs a vault that was deleted before",
  "metastore.id": "names the metastore",
};

const shipped = (environment: string) => {
  const result = loadEnvironment(CHECKOUT, environment);
  if (!result.ok) throw new Error(`${environment} is shipped with mistakes`);
  const { name: _, ...settings } = result.settings;
  return settings;
};

describe("the variations of the settings", () => {
  it.each(VARIATIONS.map(({ change, name }) => ({ change, name })))("$name: is without mistakes", ({ change }) => {
    const settings = shipped("dev");
    expect(checkSettings({ ...settings, ...change(settings) })).toHaveProperty("values");
  });

  it("give every setting another value, but for those that say why not", () => {
    const environments = ["dev", "staging", "prod"].map(shipped);
    const varied = VARIATIONS.map(({ change }) => ({ ...environments[0], ...change(shipped("dev")) }));
    const unvaried = settingPaths().filter((path) => {
      const before = new Set(environments.map((settings) => JSON.stringify(at(settings, path))));
      const after = varied.map((settings) => JSON.stringify(at(settings, path)));
      return before.size === 1 && after.every((value) => before.has(value));
    });
    expect(unvaried.sort()).toEqual(Object.keys(WITHOUT_VARIATION));
  });
});

/** Paths of all settings, from their JSON Schema: `network.cidr`, `compute.warehouse.size`. */
function settingPaths(): string[] {
  const leaves = (schema: unknown, path: string): string[] => {
    const properties = propertiesOf(schema);
    // Of a secret, what stands in the file is its ciphertext.
    return properties === undefined || "secure" in properties
      ? [path]
      : Object.entries(properties).flatMap(([key, part]) => leaves(part, `${path}.${key}`));
  };
  const config = propertiesOf(jsonSchemas()["environment.schema.json"])?.config;
  return Object.entries(propertiesOf(config) ?? {}).flatMap(([key, schema]) =>
    leaves(schema, key.replace("lakestage:", "")),
  );
}

const propertiesOf = (schema: unknown): Record<string, unknown> | undefined =>
  (schema as { properties?: Record<string, unknown> } | undefined)?.properties;

const at = (settings: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);
