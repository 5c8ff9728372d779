import * as pulumi from "@pulumi/pulumi";
import type { Properties } from "./declared-resource";
import { isSecret, NOT_PLAIN, plainValue } from "./wire-values";

/** What the service would answer to a resource. Secrets are marked, at the top only. */
export interface Answer {
  id: string;
  outputs: Properties;
}

/** A resource that the program has constructed. */
export interface Constructed {
  urn: string;
  answer: Promise<Answer>;
}

const constructed = new WeakMap<pulumi.Resource, Constructed>();

/** @throws Error for a resource that was not given its outputs here. */
export function constructedOf(resource: pulumi.Resource): Constructed {
  const known = constructed.get(resource);
  if (!known) throw new Error("a resource of another run is used, or one that the SDK has made up");
  return known;
}

/**
 * Gives a resource its outputs, each made when somebody asks for it. The SDK makes one for every property that a service
 * could answer, and some fifty promises for each; of a hundred, programs ask for two.
 */
export function giveOutputs(resource: pulumi.Resource, names: readonly string[], its: Constructed): void {
  constructed.set(resource, its);
  const prototype: object = Object.getPrototypeOf(resource);
  const known = provided.get(prototype) ?? new Set();
  provided.set(prototype, known);
  for (const name of names) {
    if (known.has(name)) continue;
    known.add(name);
    Object.defineProperty(prototype, name, accessorOf(name));
  }
}

/** Names that the resources of a class make outputs for, by the class's prototype. */
const provided = new WeakMap<object, Set<string>>();

function accessorOf(name: string): PropertyDescriptor & ThisType<pulumi.Resource> {
  const put = (resource: pulumi.Resource, value: unknown): void => {
    Object.defineProperty(resource, name, { configurable: true, enumerable: true, writable: true, value });
  };
  return {
    configurable: true,
    get() {
      const its = constructed.get(this);
      if (!its) return undefined;
      const output = outputOf(this, name, its);
      put(this, output);
      return output;
    },
    // The SDK puts its own there where it is not stood in for.
    set(value: unknown) {
      put(this, value);
    },
  };
}

const {
  Output,
}: {
  Output: new (
    of: pulumi.Resource,
    value: Promise<unknown>,
    isKnown: Promise<boolean>,
    isSecret: Promise<boolean>,
  ) => pulumi.Output<unknown>;
} = require("@pulumi/pulumi");

function outputOf(resource: pulumi.Resource, name: string, { answer, urn }: Constructed): pulumi.Output<unknown> {
  const value = answer.then(({ id, outputs }) => {
    if (name === "urn") return urn;
    return name === "id" ? id : outputs[name];
  });
  return new Output(
    resource,
    value.then((answered) => ownCopy(isSecret(answered) ? answered.value : answered)),
    // A preview does not know what the service will make up.
    value.then((answered) => answered !== undefined || !pulumi.runtime.isDryRun()),
    value.then(isSecret),
  );
}

/** Whatever the program does with an output, what was recorded stays as it is. */
function ownCopy(value: unknown): unknown {
  const copy = plainValue(value);
  return copy === NOT_PLAIN ? value : copy;
}
