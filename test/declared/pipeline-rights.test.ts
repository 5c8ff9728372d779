import { type DeclaredResource, type DeclaredStack, declareEstate } from "../../infra/declaration";
import { planted } from "../../policies/cases/planted";
import { judge } from "../../policies/judge";
import type { Rule } from "../../policies/rule";
import { allRules } from "../../policies/rule-index";
import { databricksSchema } from "../../scripts/databricks-schema";
import { CHECKOUT } from "../harness/estate";

const rules = allRules();
let estate: DeclaredStack[];

beforeAll(async () => {
  estate = await declareEstate(CHECKOUT, ["dev.platform", "dev", "dev.flight-delay"]);
}, 60_000);

function stackNamed(name: string): DeclaredStack {
  const stack = estate.find((each) => each.name === name);
  if (!stack) throw new Error(`no stack ${name} is shipped`);
  return stack;
}

const rulesOf = (...ids: string[]): Rule[] => rules.filter(({ id }) => ids.includes(id));

const tokenOf = (name: string): string => `databricks:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;

/**
 * Types that the provider makes in the account: only what is in a workspace names one in `providerConfig`, and what is in
 * either says in `api` in which.
 */
const ofAccount = [...databricksSchema().resources]
  .filter(([name, { inputs }]) => name !== "Provider" && (!inputs.has("providerConfig") || inputs.has("api")))
  .map(([name]) => tokenOf(name));

describe("what a pipeline deploys", () => {
  it.each(["dev", "dev.flight-delay"])(
    "has nothing of the account's in %s, and one rule says so of each type",
    (name) => {
      // What no stack may have is told of by two others.
      const asked = rulesOf("LSID056", "LSID023", "LSGRANT035");
      const found = ofAccount.map((type) => {
        const findings = judge(planted(stackNamed(name), [{ kind: "add", type, name: "planted", inputs: {} }]), asked);
        return { type, levels: findings.map(({ level }) => level) };
      });
      expect(found.length).toBeGreaterThan(40);
      expect(found.filter(({ levels }) => levels.join() !== "mandatory")).toEqual([]);
    },
  );

  it("may be of a type that no list knows in Azure, and is refused", () => {
    const type = "azure-native:cognitiveservices:Account";
    const findings = judge(
      planted(stackNamed("dev"), [{ kind: "add", type, name: "planted", inputs: {} }]),
      rulesOf("LSID056"),
    );
    expect(findings.map(({ message }) => message)).toEqual(["Account takes a role in Azure"]);
  });

  it("leaves a type of the account's that no rule looks into to the rule that says so", () => {
    const type = tokenOf("AccountIamDirectGroupMemberV2");
    const platform = planted(stackNamed("dev.platform"), [{ kind: "add", type, name: "planted", inputs: {} }]);
    expect(judge(platform, rules).map(({ rule }) => rule)).toEqual(["LSPROT011"]);
  });
});

test("the preview identity is put into no group, although it is the stack's own", () => {
  const platform = stackNamed("dev.platform");
  const urnOf = (name: string): string => platform.resources.find((each) => each.name === name)?.urn ?? "";
  const joined = (member: string): DeclaredStack => {
    const changed = (resource: DeclaredResource): DeclaredResource => {
      if (resource.name !== "flight-delay-runner-membership") return resource;
      return {
        ...resource,
        propertyDependencies: { ...resource.propertyDependencies, memberId: [urnOf(member)] },
      };
    };
    return { ...platform, resources: platform.resources.map(changed) };
  };
  const told = (stack: DeclaredStack) => judge(stack, rules).map(({ property, rule }) => [rule, property]);
  expect(told(joined("preview-service-principal"))).toEqual([["LSID057", "memberId"]]);
  expect(told(joined("flight-delay-runner-service-principal"))).toEqual([]);
});
