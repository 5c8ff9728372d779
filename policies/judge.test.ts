import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../infra/declaration";
import { judge } from "./judge";
import { ALWAYS, ONLY_IN_PRODUCTION, type RuleText, resourceRule, stackRule } from "./rule";

const TEXT: RuleText = {
  id: "LSTEST001",
  title: "Catalogs have names",
  why: "Nobody finds one without.",
  severity: "low",
  enforcement: ALWAYS,
  references: [],
  remediation: "Set `name`.",
  example: `name: "dev"`,
};
const CATALOG = "databricks:index/catalog:Catalog";

let platform: DeclaredStack;

beforeAll(async () => {
  const [stack] = await declareEstate(join(__dirname, ".."), ["dev.platform"]);
  if (!stack) throw new Error("dev.platform is not declared");
  platform = stack;
}, 60_000);

/** As the policy SDK throws it where a rule reads what a preview does not know yet. */
const unknownValue = (): Error =>
  Object.assign(new Error("string value at .name can't be known"), { unknownTypeSentinel: "" });

test("a rule that throws is a fault, and never a pass", () => {
  const broken = resourceRule({
    ...TEXT,
    types: [CATALOG],
    check: () => {
      throw new TypeError("cannot read properties of undefined");
    },
  });
  expect(() => judge(platform, [broken])).toThrow("rule LSTEST001 failed, so nothing is known of what it guards");
});

test("so is a rule about stacks, which says so once", () => {
  const broken = stackRule({
    ...TEXT,
    types: [CATALOG],
    check: (stack) =>
      stack.each(CATALOG, () => {
        throw new TypeError("cannot read properties of undefined");
      }),
  });
  expect(() => judge(platform, [broken])).toThrow(/^rule LSTEST001 failed(?!.*failed)/);
});

test("a value that is not known yet leaves the rule undetermined, and other resources looked at", () => {
  const names: string[] = [];
  const rule = stackRule({
    ...TEXT,
    types: ["databricks:index/grants:Grants"],
    check: (stack, report) =>
      stack.each("databricks:index/grants:Grants", (grants) => {
        names.push(grants.name);
        if (names.length === 1) throw unknownValue();
        report("looked at", grants);
      }),
  });
  const outcomes = judge(platform, [rule]).map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === "undetermined")).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome === "violation")).toHaveLength(names.length - 1);
});

test("a rule that is disabled in the stage is not asked", () => {
  const check = jest.fn();
  judge(platform, [resourceRule({ ...TEXT, enforcement: ONLY_IN_PRODUCTION, types: [CATALOG], check })]);
  expect(check).not.toHaveBeenCalled();
});
