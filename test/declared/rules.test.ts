import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { type Change, type PlantedCase, planted, USUAL_STACK } from "../../policies/cases/planted";
import { judge } from "../../policies/judge";
import type { Rule } from "../../policies/rule";
import { allRules, casesOf, ruleFiles } from "../../policies/rule-index";

const CHECKOUT = join(__dirname, "..", "..");

const rules = allRules();
const files = ruleFiles();
/** By name. */
let shipped: Map<string, DeclaredStack>;

beforeAll(async () => {
  shipped = new Map((await declareEstate(CHECKOUT)).map((stack) => [stack.name, stack]));
}, 60_000);

const shippedStack = (name: string): DeclaredStack => {
  const stack = shipped.get(name);
  if (!stack) throw new Error(`no stack ${name} is shipped`);
  return stack;
};

/** What the rule finds in the case's stack: names of resources, and what it says. */
function foundIn({ changes, stack = USUAL_STACK }: PlantedCase, rule: Rule): { name: string; message: string }[] {
  return judge(planted(shippedStack(stack), changes), [rule]).map(({ message, outcome, urn }) => {
    if (outcome === "undetermined") throw new Error(`${rule.id} is undetermined: ${message}`);
    const name = urn.split("::").at(-1) ?? "";
    return { name: name === `lakestage-${stack}` ? "stack" : name, message };
  });
}

const nameOf = (change: Change): string => change.name;

test("the shipped estate keeps every rule, with no exemption", () => {
  expect([...shipped.values()].flatMap((stack) => judge(stack, rules))).toEqual([]);
});

describe.each(rules.map((rule) => [rule.id, rule.title, rule] as const))("%s: %s", (id, _, rule) => {
  const cases = casesOf(files.get(id) ?? "");

  it("has examples of what it catches and of what it leaves alone", () => {
    expect(cases.caught.length).toBeGreaterThan(0);
    expect(cases.leftAlone.length).toBeGreaterThan(0);
  });

  it.each(cases.caught.map((planned) => [planned.name, planned] as const))("catches %s", (_, planned) => {
    const found = foundIn(planned, rule);
    expect([...new Set(found.map(({ name }) => name))].sort()).toEqual(
      [...new Set(planned.finds ?? planned.changes.map(nameOf))].sort(),
    );
    expect(planned.says.trim()).not.toBe("");
    for (const { message } of found) expect(message).toContain(planned.says);
  });

  it.each(cases.leftAlone.map((planned) => [planned.name, planned] as const))("leaves %s alone", (_, planned) => {
    expect(foundIn(planned, rule)).toEqual([]);
  });
});
