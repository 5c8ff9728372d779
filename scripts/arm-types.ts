import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { armTypeIn, GENERATED, type TypesFile } from "../sandbox/arm-types/arm-types";
import { declarations } from "../sandbox/azure-native/declarations";
import { ClientPackage } from "./arm-types/client-package";
import { TypesText } from "./arm-types/types-text";

/**
 * Writes what Azure publishes of every ARM type that is declared, each at the API version that `@pulumi/azure-native`
 * speaks: `npx tsx scripts/arm-types.ts [folder]`.
 *
 * A package of Azure's clients for JavaScript is taken where one speaks that version and still has its descriptions
 * beside its code; npm fetches it. Of the others Azure's types for Bicep are read, a text each, which no registry has:
 * `folder` has them under their paths in Azure/bicep-types-az. Without it, what was written of them stays.
 */
const PACKAGES: Readonly<Record<string, string>> = {
  authorization: "9.0.0",
  keyvault: "3.2.0",
  locks: "2.1.0",
  logic: "8.2.0",
  network: "33.5.0",
  storage: "18.4.0",
};

/** What describes a namespace of `@pulumi/azure-native`, or a type of it, where that is called otherwise. */
const SOURCE_OF: Readonly<Record<string, string>> = {
  "azure-native:authorization:ManagementLockAtResourceGroupLevel": "locks",
  "azure-native:authorization:ManagementLockByScope": "locks",
  managedidentity: "msi",
};

/** The commit of Azure/bicep-types-az in which each text was read. */
const TEXTS: Readonly<Record<string, string>> = {
  "consumption/microsoft.consumption/2024-08-01": "30c7a915774d8076a1ccf57cb19be05b239fb66e",
  "databricks/microsoft.databricks/2026-01-01": "83b4765f76fbe2abe5b2243a1de5d09b9296fcde",
  "monitor/microsoft.insights/2021-05-01-preview": "07519c0f7146e9fd71d7ceee488fe89a1be9c18a",
  "msi/microsoft.managedidentity/2023-01-31": "30c7a915774d8076a1ccf57cb19be05b239fb66e",
  "operationalinsights/microsoft.operationalinsights/2023-09-01": "2bd21703a34d526eb31052d3aea64dd3474cce5e",
  "privatedns/microsoft.network/2024-06-01": "30c7a915774d8076a1ccf57cb19be05b239fb66e",
  "resources/microsoft.resources/2024-03-01": "a273e0d302494756553d797d8028cd563444d0b6",
};

/**
 * Packages lift members out of `properties`, and lose that they are required where `properties` itself is not. By object;
 * the types for Bicep of the same versions say it. A test holds all that is required against the API catalogue.
 */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  "ManagementPolicy.properties": ["policy"],
  "Route.properties": ["nextHopType"],
  "SecurityRule.properties": ["access", "direction", "priority", "protocol"],
};

interface Declared {
  type: string;
  path: string;
  apiVersion: string;
}

function main(folder: string | undefined): void {
  const bySource = new Map<string, Declared[]>();
  for (const [token, { apiVersion, path }] of Object.entries(declarations.resources)) {
    const namespace = token.split(":")[1] ?? "";
    const source = SOURCE_OF[token] ?? SOURCE_OF[namespace] ?? namespace;
    bySource.set(source, [...(bySource.get(source) ?? []), { type: armTypeIn(path) ?? path, path, apiVersion }]);
  }
  for (const [source, declared] of bySource) {
    const version = PACKAGES[source];
    if (version !== undefined) write(source, fromPackage(`@azure/arm-${source}`, version, declared));
    else if (folder !== undefined) write(source, fromText(folder, source, declared));
    else if (!existsSync(fileOf(source)))
      throw new Error(`${source} is described by a text: name the folder that has it`);
  }
}

function fromPackage(name: string, version: string, declared: readonly Declared[]): TypesFile {
  const folder = mkdtempSync(join(tmpdir(), "lakestage-arm-types-"));
  try {
    // An install, so that npm checks what it fetched; without what the package would need to run.
    const options = ["--prefix", folder, "--no-save", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"];
    execFileSync("npm", ["install", ...options, `${name}@${version}`], { stdio: ["ignore", "ignore", "inherit"] });
    const types = new ClientPackage(join(folder, "node_modules", name)).typesOf(declared);
    return { source: `${name} ${version}`, ...types, objects: withRequired(types.objects) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const withRequired = (objects: TypesFile["objects"]): TypesFile["objects"] =>
  Object.fromEntries(
    Object.entries(objects).map(([name, members]) => [
      name,
      Object.fromEntries(
        Object.entries(members).map(([member, type]) => [
          member,
          REQUIRED[name]?.includes(member) ? { ...type, required: true as const } : type,
        ]),
      ),
    ]),
  );

function fromText(folder: string, source: string, declared: readonly Declared[]): TypesFile {
  const [path, commit] = Object.entries(TEXTS).find(([each]) => each.startsWith(`${source}/`)) ?? [];
  if (path === undefined) throw new Error(`neither a package nor a text describes ${source}`);
  const text = readFileSync(join(folder, "generated", path, "types.md"), "utf8");
  return { source: `Azure/bicep-types-az ${commit} ${path}`, ...new TypesText(text).typesOf(declared) };
}

const fileOf = (source: string): string => join(GENERATED, `${source}.json`);

function write(source: string, { objects, resources, source: version }: TypesFile): void {
  const file = { source: version, resources: sorted(resources), objects: sorted(objects) };
  mkdirSync(GENERATED, { recursive: true });
  writeFileSync(fileOf(source), readable(file));
  console.log(`wrote ${fileOf(source)}`);
}

const sorted = <Value>(entries: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1)));

/** One resource type or object a line, so that a change can be read in a diff. */
function readable({ objects, resources, source }: TypesFile): string {
  const lines = (entries: object): string =>
    Object.entries(entries)
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(",\n");
  return `{\n"source":${JSON.stringify(source)},\n"resources":{\n${lines(resources)}\n},\n"objects":{\n${lines(objects)}\n}\n}\n`;
}

main(process.argv[2]);
