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

  it("may be bounded to roles that its holder passes on", async () => {
    const { condition, conditionVersion } = await assigned({ ...given, delegable: ["Storage Blob Data Contributor"] });
    expect(conditionVersion).toBe("2.0");
    expect(condition).toContain("@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId]");
    expect(condition).toContain("@Resource[Microsoft.Authorization/roleAssignments:RoleDefinitionId]");
    expect(String(condition).match(/\{ba92f5b4-2d11-453d-a403-e96b0029c9fe\}/g)).toHaveLength(2);
    expect(await assigned(given)).not.toHaveProperty("condition");
  });
});
