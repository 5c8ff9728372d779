import { declaredBy } from "../../testing/declared-resources";
import { type AssignRoleArgs, assignRole, stableGuid } from "./role-assignment";

const given: AssignRoleArgs = {
  scope: "/subscriptions/s/resourceGroups/g",
  principalId: "p",
  role: "Contributor",
  subscriptionId: "s",
};

const assigned = async (args: AssignRoleArgs) =>
  (await declaredBy(() => assignRole("role", args, {}))).named("role").inputs;

describe("a role assignment", () => {
  it("is named by a GUID that follows from scope, principal and role, and from nothing else", async () => {
    const { roleAssignmentName } = await assigned(given);
    expect(roleAssignmentName).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect((await assigned(given)).roleAssignmentName).toBe(roleAssignmentName);
    for (const change of [
      { scope: "/subscriptions/s" },
      { principalId: "q" },
      { role: "Key Vault Secrets User" as const },
    ]) {
      expect((await assigned({ ...given, ...change })).roleAssignmentName).not.toBe(roleAssignmentName);
    }
  });

  it("is the same however Azure spells the scope", () => {
    expect(stableGuid("/subscriptions/S", "p")).toBe(stableGuid("/SUBSCRIPTIONS/s", "P"));
  });

  it("holds on a condition, of the one version that Azure takes", async () => {
    const condition = "(!(ActionMatches{'*/read'}))";
    expect(await assigned({ ...given, condition })).toMatchObject({ condition, conditionVersion: "2.0" });
    expect(await assigned(given)).not.toHaveProperty("conditionVersion");
  });
});
