import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";
import { urnOf } from "../../infra/declaration";
import type { PropertiesOf, ResourceType } from "../resource-types";

/** A change to what a stack declares, as somebody's mistake would make it. */
export type Change =
  | { kind: "edit"; type: string; name: string; edit(inputs: object): void }
  | { kind: "protect"; type: string; name: string; protect: boolean }
  | { kind: "ignoreChanges"; type: string; name: string; paths: readonly string[] }
  | { kind: "remove"; type: string; name: string }
  | { kind: "add"; type: string; name: string; inputs: object };

/**
 * Sets values of the resource of this type and name.
 * @param values by their path, as findings name it: `properties.networkAcls.defaultAction`, `tasks[0].maxRetries`. A list or
 * an object is replaced as a whole; `undefined` takes the property away.
 * @throws Error when it is planted, where there is nothing to take away or to set it in.
 */
export const set = <Type extends ResourceType, Path extends string>(
  type: Type,
  name: string,
  values: { readonly [Each in Path]?: ValueAt<PropertiesOf<Type>, Each> | undefined },
): Change => ({
  kind: "edit",
  type,
  name,
  edit(inputs) {
    for (const [path, value] of Object.entries(values)) {
      const { holder, key } = placeIn(inputs, path);
      if (value !== undefined) Reflect.set(holder, key, value);
      else if (key in holder) Reflect.deleteProperty(holder, key);
      else throw new Error(`${name} has no ${path} to take away`);
    }
  },
});

/** Adds items at the end of the list at the path. */
export const append = <Type extends ResourceType, Path extends string>(
  type: Type,
  name: string,
  path: Path,
  ...items: ItemOf<ValueAt<PropertiesOf<Type>, Path>>[]
): Change => ({
  kind: "edit",
  type,
  name,
  edit(inputs) {
    const { holder, key } = placeIn(inputs, path);
    const list: unknown = Reflect.get(holder, key);
    if (!Array.isArray(list)) throw new Error(`${name} has no list ${path}`);
    list.push(...items);
  },
});

/** Changes the inputs of the resource of this type and name in place: for what `set` and `append` cannot say. */
export const edit = <Type extends ResourceType>(
  type: Type,
  name: string,
  change: (inputs: Writable<PropertiesOf<Type>>) => void,
): Change => ({ kind: "edit", type, name, edit: (inputs) => change(inputs as Writable<PropertiesOf<Type>>) });

/** Lets the engine delete it, or not. */
export const protect = (type: ResourceType, name: string, value: boolean): Change => ({
  kind: "protect",
  type,
  name,
  protect: value,
});

/** Lets the engine look past changes to the properties, besides those that it passes over already. */
export const ignoreChanges = (type: ResourceType, name: string, ...paths: string[]): Change => ({
  kind: "ignoreChanges",
  type,
  name,
  paths,
});

export const remove = (type: ResourceType, name: string): Change => ({ kind: "remove", type, name });

/** Declares one more resource, at the top of the stack. */
export const add = <Type extends ResourceType>(type: Type, name: string, inputs: PropertiesOf<Type>): Change => ({
  kind: "add",
  type,
  name,
  inputs: inputs as object,
});

/** Anything may be left out or be wrong: that is what a violation is. */
export type Writable<Value> = Value extends (infer Item)[]
  ? Writable<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]?: Writable<Value[Key]> | undefined }
    : Value;

/** What may stand at a path such as `tasks[0].maxRetries`; nothing where there is no such property. */
type ValueAt<Value, Path extends string> = Path extends `${infer First}.${infer Rest}`
  ? ValueAt<PartOf<Value, First>, Rest>
  : Writable<PartOf<Value, Path>>;

type PartOf<Value, Step extends string> = Step extends `${infer Key}[${number}]`
  ? ItemOf<PropertyOf<Value, Key>>
  : PropertyOf<Value, Step>;

type PropertyOf<Value, Key extends string> = Value extends object
  ? Key extends keyof Value
    ? NonNullable<Value[Key]>
    : never
  : never;

type ItemOf<Value> = Value extends readonly (infer Item)[] ? Item : never;

/**
 * The object or list that holds what is at the path, and its key there.
 * @throws Error where there is none: what is set below it would prove nothing.
 */
function placeIn(inputs: object, path: string): { holder: object; key: string } {
  const keys = path.replaceAll(/\[(\d+)\]/g, ".$1").split(".");
  const key = keys.pop() ?? "";
  let holder = inputs;
  for (const step of keys) {
    const part: unknown = Reflect.get(holder, step);
    if (typeof part !== "object" || part === null) throw new Error(`there is no ${step} on the way to ${path}`);
    holder = part;
  }
  return { holder, key };
}

/** Where violations are planted that say no stack: most of what rules look at is there, and held to the most. */
export const USUAL_STACK = "prod.platform";

/** A rule's example: a shipped stack with changes. */
export interface PlantedCase {
  /** What is wrong, or only looks so: `a key that anyone may read`. */
  name: string;
  /** The shipped stack that is changed. Default: `USUAL_STACK`. */
  stack?: string;
  changes: readonly Change[];
}

/** A violation. */
export interface CaughtCase extends PlantedCase {
  /** Names of the resources that the rule finds fault with, `stack` for the stack itself. Default: those that are changed. */
  finds?: readonly [string, ...string[]];
  /** A part of what the rule says of each of them. */
  says: string;
  /** Why it cannot be planted in an engine's run; absent where it can. */
  engineFree?: string;
}

/** What a rule catches, and what it leaves alone although it looks alike: what `<subject>.cases.ts` exports as `cases`. */
export interface RuleCases {
  caught: readonly [CaughtCase, ...CaughtCase[]];
  leftAlone: readonly [PlantedCase, ...PlantedCase[]];
}

/**
 * The stack with the changes in it; the given one stays as it is.
 * @throws Error where a change is about a resource that the stack does not have, or sets something within a property that
 * is not there: such a case would prove nothing.
 */
export function planted(stack: DeclaredStack, changes: readonly Change[]): DeclaredStack {
  let { resources } = stack;
  for (const change of changes) resources = changed(stack.name, resources, change);
  return { ...stack, resources };
}

function changed(stack: string, resources: DeclaredResource[], change: Change): DeclaredResource[] {
  if (change.kind === "add") {
    const { inputs, name, type } = change;
    const urn = urnOf(stack, "", type, name);
    return [
      ...resources,
      { ...ADDED, urn, type, name, id: `${name}-id`, inputs: { ...inputs }, outputs: { ...inputs } },
    ];
  }
  const { name, type } = change;
  const index = resources.findIndex((resource) => resource.type === type && resource.name === name);
  const found = resources[index];
  if (!found) throw new Error(`${stack} declares no ${type} "${name}"`);
  if (change.kind === "remove") return resources.toSpliced(index, 1);
  if (change.kind === "protect") return resources.with(index, { ...found, protect: change.protect });
  if (change.kind === "ignoreChanges") {
    return resources.with(index, { ...found, ignoreChanges: [...found.ignoreChanges, ...change.paths] });
  }
  const inputs = structuredClone(found.inputs);
  change.edit(inputs);
  return resources.with(index, { ...found, inputs, propertyDependencies: stillFrom(found, inputs) });
}

/** What is written into a property no longer comes from a resource. */
const stillFrom = ({ inputs: before, propertyDependencies }: DeclaredResource, inputs: DeclaredResource["inputs"]) =>
  Object.fromEntries(
    Object.entries(propertyDependencies).filter(([key]) => JSON.stringify(before[key]) === JSON.stringify(inputs[key])),
  );

const ADDED = {
  custom: true,
  parent: "",
  protect: false,
  provider: "",
  secrets: [],
  dependsOn: [],
  propertyDependencies: {},
  ignoreChanges: [],
};
