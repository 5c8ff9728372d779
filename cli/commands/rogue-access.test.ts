import { type AccessState, declaredAccess, differences } from "../../access";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { CHECKOUT } from "../checkout";
import { type Stack, stacksOf } from "../stacks/stacks";
import { environmentsToRead, stacksToDeclare } from "./rogue-access";

const STACKS: Stack[] = [
  { name: "dev", environment: "dev", dependsOn: ["prod"] },
  { name: "prod", environment: "prod", dependsOn: [] },
  { name: "dev.delay", environment: "dev", project: "delay", dependsOn: ["dev", "prod.delay"] },
  { name: "prod.delay", environment: "prod", project: "delay", dependsOn: ["prod"] },
  { name: "dev.churn", environment: "dev", project: "churn", dependsOn: ["dev"] },
];
const chosen = (...names: string[]): Stack[] => STACKS.filter(({ name }) => names.includes(name));

test("a project is declared with the environments and with what it reads, and without other projects", () => {
  const declared = (...names: string[]) => stacksToDeclare(chosen(...names), STACKS).map(({ name }) => name);
  expect(declared("dev.delay")).toEqual(["dev", "prod", "dev.delay", "prod.delay"]);
  expect(declared("dev.churn")).toEqual(["dev", "prod", "dev.churn"]);
  expect(declared("dev")).toEqual(["dev", "prod"]);
});

test("of a project its own workspace is read; where an environment is among them, all are", () => {
  expect(environmentsToRead(chosen("prod.delay"))).toEqual(new Set(["prod"]));
  expect(environmentsToRead(chosen("dev.delay", "prod.delay"))).toEqual(new Set(["dev", "prod"]));
  expect(environmentsToRead(chosen("dev", "prod.delay"))).toBeUndefined();
});

describe("the shipped estate, in which somebody gave an outsider something on everything", () => {
  const all = stacksOf(CHECKOUT);
  let declared: DeclaredStack[];
  let running: AccessState;

  beforeAll(async () => {
    declared = await declareEstate(CHECKOUT);
    running = { ...structuredClone(declaredAccess(declared)), source: "running" };
    for (const { grants } of running.securables) grants.push({ principal: "eve@example.org", privileges: ["MODIFY"] });
    for (const { permissions } of running.objects)
      permissions.push({ principal: "eve@example.org", level: "CAN_MANAGE" });
  }, 120_000);

  test.each(all.flatMap((stack) => (stack.project === undefined ? [] : [[stack.name, stack] as const])))(
    "shows the same of %s from the little that is looked at as from all",
    (name, stack) => {
      const names = stacksToDeclare([stack], all).map((each) => each.name);
      const environments = environmentsToRead([stack]);
      const little = declaredAccess(declared.filter((each) => names.includes(each.name)));
      const read = {
        ...running,
        environments: running.environments.filter((each) => environments?.has(each.name)),
        objects: running.objects.filter(({ environment }) => environments?.has(environment)),
      };
      const expected = differences(declaredAccess(declared), running).filter((each) => each.stack === name);
      expect(expected.length).toBeGreaterThan(5);
      expect(differences(little, read).filter((each) => each.stack === name)).toEqual(expected);
    },
  );
});
