import * as pulumi from "@pulumi/pulumi";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc";
import type { ConstructedAt, Properties } from "./declared-resource";
import { type Answer, constructedOf, giveOutputs } from "./lazy-outputs";
import { inOrder, NOT_PLAIN, plainValue, wireValue } from "./wire-values";

/** A resource as the program declares it, once everything that it is made from is known. */
export interface Registration {
  /** Its place among those that the program constructs. */
  index: number;
  urn: string;
  type: string;
  name: string;
  custom: boolean;
  /** Of an object that is read or imported. */
  existingId: string | undefined;
  /** With secrets marked, at the top only. */
  inputs: Properties;
  /** Those that are more than plain data, as the engine gets them: with secrets marked where they are. */
  wire: Properties;
  parent: string;
  protect: boolean;
  /** URN and id, joined by `::`; empty where none is named. */
  provider: string;
  dependsOn: string[];
  /** By property, URNs of the resources that its value comes from. */
  propertyDependencies: Record<string, string[]>;
  ignoreChanges: string[];
  /** Names that the program says it had before. */
  previousNames: string[];
}

/** Frames of the SDK's classes, of the provider's, and of what the program has for the purpose; and some to spare. */
const FRAMES = 16;

/** What a program says of a resource. */
interface Said {
  of: pulumi.Resource;
  parent: pulumi.Resource | undefined;
  type: string;
  name: string;
  custom: boolean;
  /** Whether the object is another's, and only read. */
  reads: boolean;
  properties: pulumi.Inputs;
  options: pulumi.CustomResourceOptions;
}

/** The SDK calls these through their modules, so what is put in their place is what it calls. */
const sdk: typeof import("@pulumi/pulumi/runtime/resource") = require("@pulumi/pulumi/runtime/resource");
const packages: {
  mergeOptions: typeof pulumi.mergeOptions;
  output: (value: unknown) => unknown;
} = require("@pulumi/pulumi");

/** An output of undefined. Providers' classes make text of each of some twenty settings that nobody names. */
const NOTHING = pulumi.output(undefined);
const { apply } = NOTHING;
Object.assign(NOTHING, {
  apply: (change: (value: undefined) => unknown) => (change === JSON.stringify ? NOTHING : apply.call(NOTHING, change)),
});

/**
 * Takes from the SDK what a program declares, before it goes the way to an engine: no messages, no outputs that nobody
 * asks for, no names that resources had in other versions of an API. A test holds it against the SDK with its own mocks.
 */
export class Registrations {
  private readonly underWay = new Set<Promise<void>>();
  private readonly failures: unknown[] = [];
  private count = 0;
  readonly constructedAt = new Map<string, ConstructedAt>();

  constructor(
    private readonly urnOf: (parent: string, type: string, name: string) => string,
    private readonly answer: (registration: Registration) => Answer,
  ) {}

  /** @returns what gives the SDK its own functions back. */
  takeOver(): () => void {
    const { readResource, registerResource, registerResourceOutputs } = sdk;
    const { mergeOptions, output } = packages;
    const own: Partial<typeof sdk> = {
      registerResource: (of, parent, type, name, custom, remote, _, properties, said) => {
        if (remote || said.transforms?.length) {
          throw new Error(
            `${name} (${type}) needs an engine: it is a component of another language, or has transforms`,
          );
        }
        this.take({ of, parent, type, name, custom, properties, options: said, reads: false });
      },
      readResource: (of, parent, type, name, properties, said) =>
        this.take({ of, parent, type, name, custom: true, properties, options: said, reads: true }),
      // What components report is for an engine's state.
      registerResourceOutputs: () => undefined,
    };
    Object.assign(sdk, own);
    packages.output = (value) => (value === undefined ? NOTHING : output(value));
    packages.mergeOptions = (
      one: pulumi.ResourceOptions | undefined,
      { aliases: _, ...other }: pulumi.ResourceOptions = {},
    ) => mergeOptions(one, other);
    return () => {
      Object.assign(sdk, { readResource, registerResource, registerResourceOutputs });
      Object.assign(packages, { mergeOptions, output });
    };
  }

  /**
   * Waits until nothing is under way any more, nor begun by what has ended.
   * @throws whatever kept a resource from being declared.
   */
  async settled(): Promise<void> {
    do {
      await Promise.all(this.underWay);
      // Whoever waits for outputs has his turn before.
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.underWay.size > 0);
    if (this.failures.length > 0) throw this.failures[0];
  }

  private take(said: Said): void {
    const { custom, name, of, parent, properties, type } = said;
    const urn = this.urnOf(parent ? constructedOf(parent).urn : "", type, name);
    this.constructedAt.set(urn, constructedHere());
    const answer = this.registration(said, urn, this.count++).then(this.answer);
    giveOutputs(of, custom ? ["urn", "id", ...Object.keys(properties)] : ["urn"], { urn, answer });
    const done = answer
      .then(
        () => undefined,
        (reason: unknown) => void this.failures.push(reason),
      )
      .finally(() => this.underWay.delete(done));
    this.underWay.add(done);
  }

  private async registration(said: Said, urn: string, index: number): Promise<Registration> {
    const { custom, name, of, parent, reads, type } = said;
    const { aliases, dependsOn, id, ignoreChanges, import: imported, protect, provider, replaceWith } = said.options;
    const explicit = await resourcesIn(dependsOn, replaceWith);
    const { inputs, resources, wire } = await valuesOf(said);
    const urns = new Set<string>();
    await addUrns(urns, explicit, of);
    const propertyDependencies: Registration["propertyDependencies"] = {};
    for (const [key, waitedFor] of Object.entries(resources)) {
      const own = new Set<string>();
      await addUrns(own, waitedFor, of);
      if (own.size > 0) propertyDependencies[key] = [...own];
      for (const each of own) urns.add(each);
    }
    if (parent) await constructedOf(parent).answer;
    const existing: unknown = reads ? await pulumi.runtime.serializeProperty("id", id) : imported;
    return {
      index,
      urn,
      type,
      name,
      custom,
      existingId: typeof existing === "string" ? existing : undefined,
      inputs,
      wire,
      parent: parent ? constructedOf(parent).urn : "",
      protect: !reads && protect === true,
      provider: custom && provider ? await referenceTo(provider) : "",
      dependsOn: [...urns],
      propertyDependencies,
      ignoreChanges: reads ? [] : (ignoreChanges ?? []),
      previousNames: namesIn(aliases),
    };
  }
}

/** The program gives aliases by name only; the provider's own, by type and version, are no names that it had. */
const namesIn = (aliases: unknown): string[] =>
  (Array.isArray(aliases) ? aliases : []).flatMap((alias: unknown) =>
    typeof alias === "object" && alias !== null && "name" in alias && typeof alias.name === "string"
      ? [alias.name]
      : [],
  );

/** Text is made of the frames, and their lines looked up in the sources, only for whoever asks. */
function constructedHere(): ConstructedAt {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const here = new Error("constructed");
  Error.stackTraceLimit = stackTraceLimit;
  return here;
}

/** What the properties are once it is known, and for each the resources that it comes from. */
async function valuesOf({ name, properties }: Said) {
  const inputs: Properties = {};
  const wire: Properties = {};
  const resources: Record<string, pulumi.Resource[]> = {};
  for (const [key, value] of Object.entries<unknown>(properties)) {
    if (key === "id" || key === "urn") continue;
    const plain = plainValue(value);
    if (plain !== NOT_PLAIN) {
      if (plain !== undefined) inputs[key] = plain;
      continue;
    }
    const from: Set<pulumi.Resource>[] = [];
    const sent = await wireValue(value, (part) => {
      const named = new Set<pulumi.Resource>();
      from.push(named);
      return pulumi.runtime.serializeProperty(`${name}.${key}`, part, named);
    });
    if (sent === undefined) continue;
    wire[key] = sent;
    inputs[key] = pulumi.runtime.deserializeProperty(sent);
    const named = new Set(from.flatMap((each) => [...each]));
    if (named.size > 0) resources[key] = [...named];
  }
  return { inputs: inOrder(inputs), wire: inOrder(wire), resources };
}

const {
  gatherExplicitDependencies,
}: {
  gatherExplicitDependencies(named: pulumi.ResourceOptions["dependsOn"]): Promise<pulumi.Resource[]>;
} = require("@pulumi/pulumi/runtime/dependsOn");

async function resourcesIn(...named: pulumi.ResourceOptions["dependsOn"][]): Promise<pulumi.Resource[]> {
  const resources: pulumi.Resource[] = [];
  for (const those of named) if (those !== undefined) resources.push(...(await gatherExplicitDependencies(those)));
  return resources;
}

async function referenceTo(provider: pulumi.ProviderResource): Promise<string> {
  const { answer, urn } = constructedOf(provider);
  return `${urn}::${(await answer).id || unknownValue}`;
}

/** Of the resources and of those within components, once they are declared. */
async function addUrns(to: Set<string>, resources: Iterable<pulumi.Resource>, waiting: pulumi.Resource): Promise<void> {
  const reached = new Set<pulumi.Resource>();
  const components = reach(resources, waiting, reached);
  if (components.length > 0) await Promise.all(components);
  for (const resource of reached) {
    if (!pulumi.CustomResource.isInstance(resource) || resource === waiting) continue;
    const { answer, urn } = constructedOf(resource);
    await answer;
    to.add(urn);
  }
}

/** Who waits for a component waits for all that it holds; it holds all once its constructor and its children's are done. */
function reach(
  resources: Iterable<pulumi.Resource>,
  waiting: pulumi.Resource,
  reached: Set<pulumi.Resource>,
): Promise<unknown>[] {
  const components: Promise<unknown>[] = [];
  for (const resource of resources) {
    if (reached.has(resource)) continue;
    reached.add(resource);
    if (!pulumi.ComponentResource.isInstance(resource) || resource === waiting) continue;
    components.push(childrenOf(resource).then((children) => Promise.all(reach(children, waiting, reached))));
  }
  return components;
}

/** The SDK keeps them to itself. */
async function childrenOf(component: pulumi.ComponentResource): Promise<Iterable<pulumi.Resource>> {
  await Reflect.get(component, "__data");
  const children: Iterable<pulumi.Resource> | undefined = Reflect.get(component, "__childResources");
  return children ?? [];
}
