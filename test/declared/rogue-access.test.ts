import { type AccessState, declaredAccess, differences } from "../../access";
import { environmentsToRead, stacksToDeclare } from "../../cli/commands/rogue-access";
import { stacksOf } from "../../cli/stacks/stacks";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { CHECKOUT } from "../harness/estate";

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
