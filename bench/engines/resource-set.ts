import type { DeclaredResource } from "../../test/harness/declared-resources";

/** A value that is only known once something else is there. */
export type Reference =
  /** An output of another resource of the set; `numeric` where the property wants a number. */
  | { $reference: { resource: string; output: string; numeric: boolean } }
  /** The id of the workspace that the set is deployed into. */
  | { $workspaceId: { numeric: boolean } }
  /** A text with such values in it. */
  | { $joined: (string | Reference)[] };

export type Value = string | number | boolean | null | Reference | Value[] | { [name: string]: Value };

/** One Databricks resource, in terms that both tools' configurations are made from. */
export interface BenchmarkResource {
  /** Unique in the set; letters, digits, dashes. */
  name: string;
  /** Pulumi's token, as `databricks:index/catalog:Catalog`. */
  type: string;
  provider: "account" | "workspace";
  inputs: { [name: string]: Value };
  /** Resources that must be there first, though no value says so. */
  dependsOn: string[];
}

/** About the group of all users, which is each workspace's own: nothing of the set makes it. */
const OF_ONE_WORKSPACE = new Set(["entitlements-everyone"]);

/** What the engine writes beside the properties in an input. */
const BOOKKEEPING = new Set(["__defaults", "__meta"]);
const SECRET_MARK = "4dabf18193072939515e22adb298388d";

/**
 * The Databricks resources of a deployed stack, or of several that build on each other, with references in place of values
 * that come from one another or from the workspace: so that any tool can make the same ones in another, empty workspace.
 *
 * @param resources of the stacks, as the engine's checkpoint has them.
 */
export function resourceSet(resources: readonly CheckpointResource[], workspaceId: string): BenchmarkResource[] {
  const custom = resources.filter(
    ({ type, urn }) => type.startsWith("databricks:index/") && !OF_ONE_WORKSPACE.has(nameOf(urn)),
  );
  const byUrn = new Map(custom.map((resource) => [resource.urn, resource]));
  const components = new Map(resources.map((resource) => [resource.urn, resource]));
  const providers = new Map(resources.map((resource) => [`${resource.urn}::${resource.id}`, resource]));
  return custom.map((resource) => {
    const inputs: BenchmarkResource["inputs"] = {};
    for (const [name, value] of Object.entries(resource.inputs)) {
      if (BOOKKEEPING.has(name)) continue;
      const sources = (resource.propertyDependencies?.[name] ?? []).flatMap((urn) => byUrn.get(urn) ?? []);
      inputs[name] = generalise(value, sources, workspaceId);
    }
    const referenced = new Set(referencesIn(inputs));
    // What a provider or a component waits for, its resources wait for.
    const inherited = [providers.get(resource.provider ?? ""), ...ancestorsOf(resource, components)];
    const needed = [resource, ...inherited].flatMap((waiting) => waiting?.dependencies ?? []);
    const dependsOn = [...new Set(needed)]
      .flatMap((urn) => byUrn.get(urn) ?? [])
      .map(({ urn }) => nameOf(urn))
      .filter((name) => !referenced.has(name));
    return { name: nameOf(resource.urn), type: resource.type, provider: providerOf(resource), inputs, dependsOn };
  });
}

/** A resource with what the engine's checkpoint says of its connections. */
export interface CheckpointResource extends DeclaredResource {
  /** URN of the component that it belongs to. */
  parent?: string;
  provider?: string;
  dependencies?: string[];
  propertyDependencies?: Record<string, string[]>;
}

function ancestorsOf(
  { parent }: CheckpointResource,
  all: ReadonlyMap<string, CheckpointResource>,
): CheckpointResource[] {
  const above = parent === undefined ? undefined : all.get(parent);
  return above ? [above, ...ancestorsOf(above, all)] : [];
}

const nameOf = (urn: string): string => urn.slice(urn.lastIndexOf("::") + 2);

/** `urn:…::account::<id>` names the provider; its resource's name tells which it is. */
function providerOf({ provider = "", urn }: CheckpointResource): BenchmarkResource["provider"] {
  const name = provider.split("::").at(-2);
  if (name === "account" || name === "workspace") return name;
  throw new Error(`${urn} has neither the account's nor the workspace's provider`);
}

function generalise(value: unknown, sources: readonly CheckpointResource[], workspaceId: string): Value {
  if (Array.isArray(value)) return value.map((item) => generalise(item, sources, workspaceId));
  if (typeof value === "object" && value !== null) {
    // The ciphertext of another stack is of no use; what it hides does not matter here.
    if (SECRET_MARK in value) return "https://secret.lakestage.example/";
    const members = Object.entries(value).filter(([name]) => !BOOKKEEPING.has(name));
    return Object.fromEntries(members.map(([name, member]) => [name, generalise(member, sources, workspaceId)]));
  }
  if (typeof value === "string" || typeof value === "number") {
    const numeric = typeof value === "number";
    if (String(value) === workspaceId) return { $workspaceId: { numeric } };
    for (const source of sources) {
      const output = outputWith(source, String(value));
      if (output !== undefined) return { $reference: { resource: nameOf(source.urn), output, numeric } };
    }
    return numeric ? value : joined(value, sources);
  }
  if (typeof value === "boolean" || value === null) return value;
  throw new Error(`a checkpoint holds no ${typeof value}`);
}

/** A text around something that only the service decides, as an identity's application id. */
function joined(text: string, sources: readonly CheckpointResource[]): Value {
  for (const source of sources) {
    const chosenHere = new Set(Object.values(source.inputs));
    for (const [output, value] of Object.entries({ id: source.id, ...source.outputs })) {
      if (typeof value !== "string" || value.length < SHORTEST_GENERATED || chosenHere.has(value)) continue;
      const start = text.indexOf(value);
      if (start === -1) continue;
      const reference = { $reference: { resource: nameOf(source.urn), output, numeric: false } };
      return { $joined: [text.slice(0, start), reference, text.slice(start + value.length)] };
    }
  }
  return text;
}

/** What a service makes up is longer than any accidental match. */
const SHORTEST_GENERATED = 12;

function outputWith({ id, outputs }: CheckpointResource, value: string): string | undefined {
  if (id === value) return "id";
  return Object.keys(outputs).find((name) => String(outputs[name]) === value);
}

function referencesIn(value: Value): string[] {
  if (isReference(value)) {
    if ("$joined" in value) return value.$joined.flatMap(referencesIn);
    return "$reference" in value ? [value.$reference.resource] : [];
  }
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

export const isReference = (value: Value): value is Reference =>
  typeof value === "object" &&
  value !== null &&
  ("$reference" in value || "$workspaceId" in value || "$joined" in value);
