import { ROLE_IDS } from "../../../azure/well-known-ids";
import type { JsonObject } from "../../control-plane";
import { readSeed, SHIPPED_SEED } from "../../seed-file";
import { ArmSandbox, codeOf } from "../../testing/arm";
import { builtInRoles, roleNamed } from "./built-in-roles";
import { objectIdOf } from "./directory-objects";
import { ArmResources } from "./resources";

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";
const guid = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;

describe("Azure roles", () => {
  let arm: ArmSandbox;
  const log = (): string => arm.id("Microsoft.OperationalInsights/workspaces/log-dev");
  const body = { location: "westeurope", properties: {} };
  const objectId = (name: string): string => objectIdOf(readSeed(SHIPPED_SEED).azure, name);
  const assignment = (scope: string, digit: number): string =>
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${guid(digit)}`;
  const role = (name: string, principalId: string) => ({
    properties: {
      principalId,
      roleDefinitionId: `${arm.subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed(name)}`,
    },
  });

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("let nobody in who has none", async () => {
    const read = await arm.call("GET", arm.group, { as: SCIENTIST });
    expect([read.status, codeOf(read)]).toEqual([403, "AuthorizationFailed"]);
    expect(await arm.refusalOf(log(), body, SCIENTIST)).toEqual([403, "AuthorizationFailed"]);
  });

  it("let a reader read and a contributor write, at and below the scope, through a group too", async () => {
    await arm.put(assignment(arm.group, 1), role("Reader", objectId("data-scientists")));
    await arm.put(assignment(arm.group, 2), role("Contributor", objectId(ENGINEER)));
    expect((await arm.call("GET", arm.group, { as: SCIENTIST })).status).toBe(200);
    expect(await arm.refusalOf(log(), body, SCIENTIST)).toEqual([403, "AuthorizationFailed"]);
    expect((await arm.call("PUT", log(), { body, as: ENGINEER })).status).toBe(201);
    expect(
      await arm.refusalOf(`${arm.subscription}/resourceGroups/rg-b`, { location: "westeurope" }, ENGINEER),
    ).toEqual([403, "AuthorizationFailed"]);
  });

  it("let a contributor give no access and take no lock away", async () => {
    await arm.put(assignment(arm.group, 1), role("Contributor", objectId(ENGINEER)));
    expect(await arm.refusalOf(assignment(arm.group, 2), role("Owner", objectId(ENGINEER)), ENGINEER)).toEqual([
      403,
      "AuthorizationFailed",
    ]);
    const lock = `${arm.group}/providers/Microsoft.Authorization/locks/keep`;
    await arm.put(lock, { properties: { level: "CanNotDelete" } });
    expect(await arm.deletionOf(lock, ENGINEER)).toEqual([403, "AuthorizationFailed"]);
  });

  it("are assigned under a GUID, once, to somebody who exists, and never changed", async () => {
    const reader = role("Reader", objectId(ENGINEER));
    const named = `${arm.group}/providers/Microsoft.Authorization/roleAssignments/mine`;
    expect(await arm.refusalOf(named, reader)).toEqual([400, "InvalidRoleAssignmentId"]);
    expect(await arm.refusalOf(assignment(arm.group, 1), role("Reader", guid(9)))).toEqual([400, "PrincipalNotFound"]);
    const unknown = { properties: { principalId: objectId(ENGINEER), roleDefinitionId: guid(8) } };
    expect(await arm.refusalOf(assignment(arm.group, 1), unknown)).toEqual([400, "RoleDefinitionDoesNotExist"]);
    await arm.put(assignment(arm.group, 1), reader);
    expect(await arm.refusalOf(assignment(arm.group, 2), reader)).toEqual([409, "RoleAssignmentExists"]);
    expect(await arm.refusalOf(assignment(arm.group, 1), role("Owner", objectId(ENGINEER)))).toEqual([
      400,
      "RoleAssignmentUpdateNotPermitted",
    ]);
    expect((await arm.put(assignment(arm.group, 1), reader)).name).toBe(guid(1));
  });

  it("are asked for what a path names, and never for what a slash in a name makes of it", async () => {
    await arm.put(assignment(arm.group, 1), role("Contributor", objectId(ENGINEER)));
    await arm.put(assignment(arm.group, 2), role("Reader", objectId(SCIENTIST)));
    const behindGroup = `${arm.group}${encodeURIComponent(assignment("", 2))}`;
    const behindLog = `${log()}${encodeURIComponent(assignment("", 2))}`;
    for (const id of [behindGroup, behindLog]) {
      expect(await arm.deletionOf(id, ENGINEER)).toEqual([400, "InvalidResourceName"]);
      expect(await arm.refusalOf(id, body, ENGINEER)).toEqual([400, "InvalidResourceName"]);
    }
    expect((await arm.get(assignment(arm.group, 2))).name).toBe(guid(2));
  });

  it("name their principals' kind, or leave it to Azure", async () => {
    const { properties } = role("Reader", objectId(ENGINEER));
    const claimed = { properties: { ...properties, principalType: "ServicePrincipal" } };
    expect(await arm.refusalOf(assignment(arm.group, 1), claimed)).toEqual([400, "UnmatchedPrincipalType"]);
    expect(await arm.put(assignment(arm.group, 1), { properties })).toMatchObject({
      properties: { principalType: "User" },
    });
  });

  it.each([
    ["Cost Management Contributor", "costs"],
    ["Network Contributor", "networks"],
    ["Storage Blob Data Owner", "blobs"],
    ["Key Vault Secrets User", "secrets"],
  ])("that are about one thing let their holders read no other: %s", async (name) => {
    const vault = arm.id("Microsoft.KeyVault/vaults/kv-dev");
    await arm.put(log(), body);
    await arm.put(assignment(arm.group, 1), role(name, objectId(ENGINEER)));
    for (const id of [log(), vault, `${arm.group}/providers/Microsoft.KeyVault/vaults`]) {
      const { status } = await arm.call("GET", id, { as: ENGINEER });
      expect([id, status]).toEqual([id, 403]);
    }
  });

  it("are all there that the estate and the rules name", () => {
    for (const [name, id] of Object.entries(ROLE_IDS)) expect(builtInRoles.get(id)?.name).toBe(name);
  });

  it("give nothing by a condition of an earlier version that is not understood", async () => {
    const id = assignment(arm.group, 1);
    await arm.put(id, role("Reader", objectId(ENGINEER)));
    const { store } = arm.sandbox;
    const resources = new ArmResources(store, { subscriptionIds: [] });
    const kept = resources.require(id);
    const properties = { ...(kept.body.properties as JsonObject), condition: "@Environment[any] BoolEquals true" };
    resources.put({ ...kept, body: { ...kept.body, properties } });
    expect((await arm.call("GET", arm.group, { as: ENGINEER })).status).toBe(403);
  });

  it("that assign roles on a condition of their own are bound by it", async () => {
    await arm.put(assignment(arm.group, 1), role("Key Vault Data Access Administrator", objectId(ENGINEER)));
    const secrets = role("Key Vault Secrets User", objectId(SCIENTIST));
    expect((await arm.call("PUT", assignment(arm.group, 2), { body: secrets, as: ENGINEER })).status).toBe(201);
    expect(await arm.refusalOf(assignment(arm.group, 3), role("Owner", objectId(ENGINEER)), ENGINEER)).toEqual([
      403,
      "AuthorizationFailed",
    ]);
  });

  it("can be given to a managed identity", async () => {
    const identity = arm.id("Microsoft.ManagedIdentity/userAssignedIdentities/id-ci");
    const { properties } = await arm.put(identity, { location: "westeurope" });
    const { principalId } = properties as { principalId: string };
    expect(await arm.put(assignment(arm.group, 1), role("Contributor", principalId))).toMatchObject({
      properties: { principalId, scope: arm.group },
    });
  });
});

describe("a lock", () => {
  let arm: ArmSandbox;

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("keeps what is at and in its scope from being deleted until it is removed", async () => {
    const log = arm.id("Microsoft.OperationalInsights/workspaces/log-dev");
    const lock = `${arm.group}/providers/Microsoft.Authorization/locks/keep`;
    await arm.put(log, { location: "westeurope", properties: {} });
    await arm.put(lock, { properties: { level: "CanNotDelete", notes: "prod" } });
    expect(await arm.deletionOf(log)).toEqual([409, "ScopeLocked"]);
    expect(await arm.deletionOf(arm.group)).toEqual([409, "ScopeLocked"]);
    expect((await arm.put(log, { location: "westeurope", tags: { a: "b" }, properties: {} })).tags).toEqual({ a: "b" });
    expect(await arm.deletionOf(lock)).toEqual([200, undefined]);
    expect(await arm.deletionOf(arm.group)).toEqual([200, undefined]);
  });

  it("that is read-only keeps everything as it is", async () => {
    const lock = `${arm.group}/providers/Microsoft.Authorization/locks/freeze`;
    await arm.put(lock, { properties: { level: "ReadOnly" } });
    const log = arm.id("Microsoft.OperationalInsights/workspaces/log-dev");
    expect(await arm.refusalOf(log, { location: "westeurope", properties: {} })).toEqual([409, "ScopeLocked"]);
  });
});
