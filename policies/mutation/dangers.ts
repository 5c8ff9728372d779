import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";
import { planted } from "../cases/planted";
import { judge } from "../judge";
import type { Rule } from "../rule";
import { fearsOf } from "./fears";
import { HARMLESS } from "./harmless-resources";
import { leavesOf, type ProviderSchema, type SchemaLeaf } from "./schema";

/** A change to one property that the provider knows, with a value that a reviewer would not want to see. */
export interface Danger {
  /** The resource's token. */
  type: string;
  /** `tasks[].newCluster.sparkConf`; empty for a resource that there is at all. */
  path: string;
  /** What is feared: `a stranger`. */
  fear: string;
  /** As JSON; empty for a resource as a whole. */
  value: string;
  /** The stack with the change in it. */
  changed: DeclaredStack;
}

/** What stacks are looked through for a resource of a type: where a mistake weighs most comes first. */
const WEIGHT = ["prod", "staging", "dev"];

/**
 * Dangers in every property of the types that the estate declares or some rule looks at, and one of each other type that
 * the provider has.
 */
export function* dangersOf(
  estate: readonly DeclaredStack[],
  schema: ProviderSchema,
  tokenOf: (name: string) => string,
  rules: readonly Rule[],
): Generator<Danger> {
  const stacks = [...estate].sort((one, other) => weight(one) - weight(other));
  const [of] = productionStacks(stacks);
  for (const [name, { inputs }] of schema.resources) {
    if (name === "Provider") continue;
    const type = tokenOf(name);
    const target = targetOf(stacks, type, rules);
    if (!target) {
      const changed = planted(of, [{ kind: "add", type, name: "danger", inputs: {} }]);
      yield { type, path: "", fear: "that there is one", value: "", changed };
      continue;
    }
    const { resource, stack } = target;
    for (const leaf of leavesOf(schema, inputs)) {
      const { name: fear, values } = fearsOf(leaf);
      for (const value of values) {
        const { name: of } = resource;
        let isAnother = false;
        const edit = (inputs: object): void => {
          isAnother = putAt(inputs, leaf, value);
        };
        const changed = planted(stack, [{ kind: "edit", type, name: of, edit }]);
        if (isAnother) yield { type, path: leaf.steps.join("."), fear, value: JSON.stringify(value), changed };
      }
    }
  }
}

/** Rules that may find something else where a resource of the type is another. */
export const rulesAbout = (type: string, rules: readonly Rule[]): Rule[] =>
  rules.filter(({ types }) => types.length === 0 || types.some((each) => each === type));

/** The stack and resource of the type that is changed: a declared one, or a harmless one that is added. */
function targetOf(
  stacks: readonly DeclaredStack[],
  type: string,
  rules: readonly Rule[],
): { stack: DeclaredStack; resource: DeclaredResource } | undefined {
  for (const stack of stacks) {
    const resource = stack.resources.find((each) => each.type === type);
    if (resource) return { stack, resource };
  }
  const inputs = HARMLESS.get(type) ?? {};
  for (const production of productionStacks(stacks)) {
    const stack = planted(production, [{ kind: "add", type, name: "danger", inputs }]);
    const resource = stack.resources.at(-1);
    if (resource && judge(stack, rulesAbout(type, rules)).length === 0) return { stack, resource };
  }
  return undefined;
}

/** What pipelines may not declare, a platform may: the environment's own stack comes first, and its platform after it. */
const productionStacks = ([environment, platform]: readonly DeclaredStack[]): [DeclaredStack, DeclaredStack] => {
  if (environment?.kind !== "environment" || platform?.kind !== "platform")
    throw new Error("an estate without production");
  return [environment, platform];
};

const KINDS: readonly DeclaredStack["kind"][] = ["environment", "platform", "project"];

const weight = ({ kind, settings }: DeclaredStack): number =>
  WEIGHT.indexOf(settings.name) * KINDS.length + KINDS.indexOf(kind);

type Holder = Record<string | number, unknown>;

/**
 * Puts a value at a leaf, in what there is or in what it needs to be there. Of a list of objects, it is the first.
 * @returns whether anything is another value now.
 */
function putAt(inputs: object, { steps, within }: SchemaLeaf, value: unknown): boolean {
  let holder = inputs as Holder;
  for (const step of steps.slice(0, -1)) {
    const name = step.replace(/\[\]$/, "");
    const isList = step.endsWith("[]");
    const next = isList ? (Array.isArray(holder[name]) ? holder[name] : []) : holder[name];
    const found = isList ? (next as unknown[])[0] : next;
    const part = typeof found === "object" && found !== null ? found : {};
    holder[name] = isList ? [part, ...(next as unknown[]).slice(1)] : part;
    holder = part as Holder;
  }
  const key = steps.at(-1) ?? "";
  const before = holder[key];
  if (within === "list") holder[key] = [...(Array.isArray(before) ? before : []), value];
  else if (within === "map") holder[key] = { ...(typeof before === "object" ? before : {}), token: value };
  else holder[key] = value;
  return before !== value;
}
