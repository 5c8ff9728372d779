import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { planted } from "../../policies/cases/planted";
import { judge } from "../../policies/judge";
import { allRules, casesOf, ruleFiles } from "../../policies/rule-index";
import { CHECKOUT } from "../harness/estate";

const files = ruleFiles();
/** The rules about trusted places and destinations, which look at the same properties for different things. */
const rules = allRules().filter(({ id }) => id.startsWith("LSTRUST"));
/** By name. */
let shipped: Map<string, DeclaredStack>;

beforeAll(async () => {
  shipped = new Map((await declareEstate(CHECKOUT)).map((stack) => [stack.name, stack]));
}, 60_000);

const planned = rules.flatMap(({ id }) =>
  casesOf(files.get(id) ?? "").caught.map((each) => [id, each.name, each] as const),
);

/** What stands at a path such as `tasks[0].libraries[1].whl`. */
const valueAt = (value: unknown, path: string): unknown =>
  path
    .replaceAll(/\[(\d+)\]/g, ".$1")
    .split(".")
    .reduce<unknown>((part, key, index, keys) => {
      const whole = keys.slice(index).join(".");
      // Settings of Spark have dots in their names.
      if (typeof part !== "object" || part === null) return part;
      return Reflect.has(part, key) ? Reflect.get(part, key) : Reflect.get(part, whole);
    }, value);

describe("what leads code in or data out", () => {
  it.each(planned)("%s alone finds %s, where it stands", (id, _, { changes, stack: name = "prod" }) => {
    const stack = shipped.get(name);
    if (!stack) throw new Error(`no stack ${name} is shipped`);
    const changed = planted(stack, changes);
    const findings = judge(changed, rules);
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual([id]);
    for (const { property = "", urn } of findings) {
      const resource = changed.resources.find((each) => each.urn === urn);
      // What is missed stands nowhere, and its property's name is the place.
      if (/^(ipAccessList|owner)$/.test(property)) continue;
      expect({ property, value: valueAt(resource?.inputs, property) }).toEqual({
        property,
        value: expect.anything(),
      });
    }
  });
});
