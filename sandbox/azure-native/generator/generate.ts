import { type Declarations, pathParameters } from "../declaration";
import { resourceTypes } from "../resource-types";
import { ArmAlignment, type ArmField, type ArmShapes } from "./arm-alignment";
import { PackageDeclarations } from "./package-declarations";

/** What this reads of the ARM catalogue. */
export interface ArmCatalogue {
  operations: Readonly<Record<string, ArmOperation>>;
  shapes: ArmShapes;
}

export interface ArmOperation {
  path: string;
  request?: string;
  response?: string;
  apiVersion?: string;
}

export interface Generated {
  declarations: Declarations;
  /**
   * The catalogue of Azure's modules for Go, brought up to the API versions that the npm package speaks: the operations
   * of the table's resource types with these versions, and the shapes to which they add members.
   */
  newer: {
    sources: { module: string; version: string }[];
    operations: Record<string, ArmOperation>;
    shapes: Record<string, Record<string, ArmField>>;
    enums: Record<string, never>;
  };
}

/** Joins the npm package's declarations with the ARM catalogue for every resource type of the table. */
export function generate(arm: ArmCatalogue): Generated {
  const declared = new PackageDeclarations();
  const alignment = new ArmAlignment(declared, arm.shapes);
  const declarations: Declarations = { version: declared.version, resources: {}, types: {} };
  const operations = new Map<string, ArmOperation>();
  const paged = new Set<string>();
  for (const [token, { put }] of Object.entries(resourceTypes)) {
    const operation = arm.operations[put];
    if (!operation) throw new Error(`The ARM catalogue has no operation ${put}, which ${token} names`);
    const { apiVersion, inputs, outputs } = declared.resource(token);
    const path = templateOf(operation.path);
    const inPath = new Set(pathParameters(path));
    requireNamed(token, inPath, inputs);
    for (const [id, other] of Object.entries(arm.operations)) {
      const older = other.apiVersion !== undefined && other.apiVersion < apiVersion;
      if (clientOf(id) !== clientOf(put)) continue;
      if (older) operations.set(id, { ...other, apiVersion });
      if (isPaged(arm, other)) paged.add(other.request);
    }
    declarations.resources[token] = {
      apiVersion,
      path,
      inputs: alignment.align(inputs, bodyShape(arm, operation.request), inPath),
      outputs: alignment.align(outputs, operation.response, new Set(["azureApiVersion"])),
    };
  }
  declarations.types = sorted(alignment.types);
  const added = new Map([...alignment.newer, ...[...paged].map((shape) => [shape, CONTINUATION] as const)]);
  const shapes = new Map([...added].map(([shape, fields]) => [shape, withAdded(arm.shapes[shape], fields)]));
  return {
    declarations,
    newer: {
      sources: [{ module: "@pulumi/azure-native", version: declared.version }],
      operations: sorted(operations),
      shapes: sorted(shapes),
      enums: {},
    },
  };
}

/** What the address of a next page carries. Azure's modules take that address as it is and do not declare it. */
const CONTINUATION: ReadonlyMap<string, ArmField> = new Map([["$skiptoken", { type: "string", in: "query" }]]);

function isPaged(arm: ArmCatalogue, operation: ArmOperation): operation is ArmOperation & { request: string } {
  const { request, response } = operation;
  return request !== undefined && response !== undefined && arm.shapes[response]?.nextLink !== undefined;
}

/** A path as the npm package sees it: parameters begin in lower case. */
function templateOf(path: string): string {
  return path.replaceAll(/\{\+?(\w)/g, (_, first: string) => `{${first.toLowerCase()}`);
}

function bodyShape(arm: ArmCatalogue, request: string | undefined): string | undefined {
  const fields = Object.values((request !== undefined && arm.shapes[request]) || {});
  return fields.find((field) => field.in === "body")?.type;
}

/** Every parameter of the path must be an input, or be one of those that the provider itself fills in. */
function requireNamed(token: string, inPath: ReadonlySet<string>, inputs: ReadonlyMap<string, unknown>): void {
  for (const parameter of inPath) {
    if (parameter !== "subscriptionId" && !inputs.has(parameter)) {
      throw new Error(`${token} has no input for the path parameter ${parameter}`);
    }
  }
}

/** The part of an operation's id before its method: what the operations of one resource type share. */
const clientOf = (operation: string): string => operation.slice(0, operation.lastIndexOf("."));

const withAdded = (
  fields: Readonly<Record<string, ArmField>> | undefined,
  added: ReadonlyMap<string, ArmField>,
): Record<string, ArmField> => sorted(new Map([...Object.entries(fields ?? {}), ...added]));

function sorted<Value>(entries: ReadonlyMap<string, Value>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
