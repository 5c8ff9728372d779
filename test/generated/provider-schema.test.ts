import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { resolveToolchain, type Toolchain } from "../../sandbox/engine";
import { readDeclaredPackage } from "../../sandbox/engine/provider-schema/declared-package";
import { compareShapes, type Difference } from "../../sandbox/engine/provider-schema/differences";
import { describeDifference, readKnownDifferences } from "../../sandbox/engine/provider-schema/known-differences";
import { readPackageSchema } from "../../sandbox/engine/provider-schema/package-schema";
import type { PackageShape, Properties } from "../../sandbox/engine/provider-schema/package-shape";
import { pluginSchema } from "../../sandbox/engine/provider-schema/plugin-schema";

/** On a machine without a cache the provider is built first. */
const BUILD_TIME = 30 * 60_000;

let toolchain: Toolchain;
let declared: PackageShape;
let differences: string[];

beforeAll(async () => {
  toolchain = await resolveToolchain({ onProgress: ({ what, state }) => process.stderr.write(`${what}: ${state}\n`) });
  declared = readDeclaredPackage(dirname(require.resolve("@pulumi/databricks/package.json")));
  differences = compareShapes(declared, readPackageSchema(await pluginSchema(toolchain))).map(describeDifference);
}, BUILD_TIME);

test("every difference between the npm package's declarations and the bridged provider's schema is explained", () => {
  const known = toolchain.databricksPlugin.source === "built" ? readKnownDifferences() : new Map();
  expect(differences.filter((line) => !known.has(line))).toEqual([]);
});

test("what the Pulumi program declares and calls differs only by properties that came later", () => {
  const used = usedByProgram(join(__dirname, "..", "..", "infra"));
  expect([...used]).toEqual(expect.arrayContaining(["Catalog", "Grants", "getGroup"]));
  const differing = differences.filter((line) => used.has(line.split(".", 1).join("")));
  expect(differing.filter((line) => !line.endsWith(", bridged absent") && !HARMLESS.test(line))).toEqual([]);
});

/**
 * What makes no difference to the program: it always gives a job's cluster, asks nothing of its policy's lists, and reads
 * no guardrails.
 */
const HARMLESS =
  /\.jobClusters\.newCluster: declared optional object, bridged required object$|\.__applyPolicyDefaultValuesAllowLists: |^getServingEndpoints\..*\.guardrails\./;

/** Names of the classes and functions of the package that the sources in a folder use. */
function usedByProgram(directory: string): Set<string> {
  const sources = readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(?<!\.test)\.ts$/.test(file),
  );
  return new Set(
    sources.flatMap((file) =>
      [...readFileSync(join(directory, file), "utf8").matchAll(/\bdatabricks\.(\w+)\(/g)].map(([, name]) =>
        (name ?? "").replace(/^(get\w+)Output$/, "$1"),
      ),
    ),
  );
}

test("no explanation outlives its difference", () => {
  if (toolchain.databricksPlugin.source !== "built") return;
  expect([...readKnownDifferences().keys()].filter((line) => !differences.includes(line))).toEqual([]);
});

test("the declarations are read whole: resources, functions and nested types", () => {
  const warehouse = declared.resources.get("SqlEndpoint");
  expect(warehouse?.inputs.get("clusterSize")).toEqual({ type: { kind: "string" }, required: true });
  expect(warehouse?.outputs.get("jdbcUrl")).toEqual({ type: { kind: "string" }, required: true });
  expect(declared.functions.get("getGroup")?.inputs.get("displayName")?.required).toBe(true);
  const tasks = declared.resources.get("Job")?.inputs.get("tasks")?.type;
  expect(tasks).toEqual({ kind: "array", element: { kind: "object", name: "JobTask" } });
  expect(declared.objectType("JobTask", "inputs")?.get("taskKey")?.required).toBe(true);
});

test("every bridged resource has an identifier of its own", () => {
  if (toolchain.databricksPlugin.source !== "built") return;
  const metadata = readFileSync(join(toolchain.databricksPlugin.directory, "bridge-metadata.json"), "utf8");
  expect(metadata).toContain("default-resource-schema-fixups");
  expect(metadata).not.toContain('"missing"');
});

describe("comparing", () => {
  const string = { kind: "string" } as const;

  function shape(inputs: Properties): PackageShape {
    return {
      resources: new Map([["Thing", { inputs, outputs: new Map() }]]),
      functions: new Map(),
      objectType: () => undefined,
    };
  }

  test.each<[string, PackageShape, PackageShape, Difference[]]>([
    [
      "nothing where shapes are equal",
      shape(new Map([["a", { type: string, required: true }]])),
      shape(new Map([["a", { type: string, required: true }]])),
      [],
    ],
    [
      "a type",
      shape(new Map([["a", { type: string, required: true }]])),
      shape(new Map([["a", { type: { kind: "number" }, required: true }]])),
      [{ at: "Thing.inputs.a", declared: "required string", bridged: "required number" }],
    ],
    [
      "requiredness",
      shape(new Map([["a", { type: string, required: false }]])),
      shape(new Map([["a", { type: string, required: true }]])),
      [{ at: "Thing.inputs.a", declared: "optional string", bridged: "required string" }],
    ],
    [
      "a missing property",
      shape(new Map([["a", { type: string, required: false }]])),
      shape(new Map()),
      [{ at: "Thing.inputs.a", declared: "optional string", bridged: "absent" }],
    ],
  ])("names %s", (_, left, right, expected) => {
    expect(compareShapes(left, right)).toEqual(expected);
  });
});
