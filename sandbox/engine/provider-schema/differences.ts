import type { Member, PackageShape, Properties, Side, Type } from "./package-shape";
import { describeType } from "./package-shape";

/** One place where the bridged provider's schema says something else than the npm package's declarations. */
export interface Difference {
  /** `SqlEndpoint.inputs.channel.name`, `getGroup.outputs.id`, or a whole resource or function. */
  readonly at: string;
  /** What the npm package declares: `required string`, `optional number[]`, or `absent`. */
  readonly declared: string;
  /** What the bridged schema has, in the same words. */
  readonly bridged: string;
}

const sides: readonly Side[] = ["inputs", "outputs"];

/** Every difference, in the order of the npm package's names; nested object types are compared wherever they are used. */
export function compareShapes(declared: PackageShape, bridged: PackageShape): Difference[] {
  const differences: Difference[] = [];
  for (const kind of ["resources", "functions"] as const) {
    const names = [...new Set([...declared[kind].keys(), ...bridged[kind].keys()])].sort();
    for (const name of names) {
      const left = declared[kind].get(name);
      const right = bridged[kind].get(name);
      if (left !== undefined && right !== undefined) {
        differences.push(...compareMembers(name, left, right, { declared, bridged }));
      } else {
        differences.push({ at: name, declared: presence(left), bridged: presence(right) });
      }
    }
  }
  return differences;
}

interface Both {
  readonly declared: PackageShape;
  readonly bridged: PackageShape;
}

function compareMembers(name: string, declared: Member, bridged: Member, packages: Both): Difference[] {
  return sides.flatMap((side) =>
    compareProperties(`${name}.${side}`, declared[side], bridged[side], { ...packages, side, open: new Set() }),
  );
}

interface Context extends Both {
  readonly side: Side;
  /** Pairs of object types being compared above this one: a recursive type is compared once. */
  readonly open: ReadonlySet<string>;
}

function compareProperties(at: string, declared: Properties, bridged: Properties, context: Context): Difference[] {
  const differences: Difference[] = [];
  for (const name of new Set([...declared.keys(), ...bridged.keys()])) {
    const path = `${at}.${name}`;
    const left = declared.get(name);
    const right = bridged.get(name);
    const said = describe(left);
    const has = describe(right);
    if (said !== has) differences.push({ at: path, declared: said, bridged: has });
    else if (left !== undefined && right !== undefined) {
      differences.push(...compareNested(path, left.type, right.type, context));
    }
  }
  return differences;
}

function compareNested(at: string, declared: Type, bridged: Type, context: Context): Difference[] {
  if ("element" in declared && "element" in bridged)
    return compareNested(at, declared.element, bridged.element, context);
  if (declared.kind !== "object" || bridged.kind !== "object") return [];
  const pair = `${declared.name} ${bridged.name}`;
  if (context.open.has(pair)) return [];
  const left = context.declared.objectType(declared.name, context.side);
  const right = context.bridged.objectType(bridged.name, context.side);
  if (left === undefined || right === undefined) {
    return [{ at, declared: `${presence(left)} type`, bridged: `${presence(right)} type` }];
  }
  return compareProperties(at, left, right, { ...context, open: new Set([...context.open, pair]) });
}

function describe(property: { readonly type: Type; readonly required: boolean } | undefined): string {
  if (property === undefined) return "absent";
  return `${property.required ? "required" : "optional"} ${describeType(property.type)}`;
}

function presence(value: unknown): string {
  return value === undefined ? "absent" : "present";
}
