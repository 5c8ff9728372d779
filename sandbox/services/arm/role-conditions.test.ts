import type { JsonObject } from "../../control-plane";
import { readSeed, SHIPPED_SEED } from "../../seed-file";
import { ArmSandbox, codeOf } from "../../testing/arm";
import { roleNamed } from "./built-in-roles";
import { objectIdOf } from "./directory-objects";

const SCIENTIST = "data.scientist@lakestage.example";
const ENGINEER = "ml.engineer@lakestage.example";
const ADMINISTRATOR = "Role Based Access Control Administrator";
const DELEGATED = "Storage Blob Data Contributor";
const DENIED = [403, "AuthorizationFailed"];
const guid = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;

let arm: ArmSandbox;
const objectId = (name: string): string => objectIdOf(readSeed(SHIPPED_SEED).azure, name);
const assignment = (digit: number): string =>
  `${arm.group}/providers/Microsoft.Authorization/roleAssignments/${guid(digit)}`;
const role = (name: string, to: string, condition?: string): { properties: JsonObject } => ({
  properties: {
    principalId: objectId(to),
    roleDefinitionId: `${arm.subscription}/providers/Microsoft.Authorization/roleDefinitions/${roleNamed(name)}`,
    ...(condition ? { condition, conditionVersion: "2.0" } : {}),
  },
});
/** What the estate writes: of all role assignments, only those of these roles. */
const only = (...names: string[]): string => {
  const ids = `ForAnyOfAnyValues:GuidEquals {${names.map(roleNamed).join(", ")}}`;
  const clause = (action: string, where: string): string =>
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/${action}'})) OR ` +
    `(@${where}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ${ids}))`;
  return `${clause("write", "Request")} AND ${clause("delete", "Resource")}`;
};

beforeEach(async () => {
  arm = await ArmSandbox.start();
});
afterEach(() => arm.stop());

describe("whoever assigns roles on a condition", () => {
  const LOCK = (): string => `${arm.group}/providers/Microsoft.Authorization/locks/lakestage`;

  beforeEach(async () => {
    await arm.put(assignment(1), role(ADMINISTRATOR, ENGINEER, only(DELEGATED)));
    await arm.put(assignment(2), role("Contributor", ENGINEER));
  });

  it("assigns and removes the roles that it names", async () => {
    await arm.put(assignment(3), role(DELEGATED, SCIENTIST), { as: ENGINEER });
    expect(await arm.deletionOf(assignment(3), ENGINEER)).toEqual([200, undefined]);
  });

  it("raises neither itself nor others, and so does not take a lock away", async () => {
    await arm.put(LOCK(), { properties: { level: "CanNotDelete" } });
    for (const name of ["Owner", "User Access Administrator", ADMINISTRATOR, "Reader"]) {
      for (const to of [ENGINEER, SCIENTIST]) {
        expect(await arm.refusalOf(assignment(3), role(name, to), ENGINEER)).toEqual(DENIED);
      }
    }
    expect(await arm.deletionOf(LOCK(), ENGINEER)).toEqual(DENIED);
  });

  it("neither drops nor loosens its own condition, nor removes the assignments of other roles", async () => {
    const loosened = role(ADMINISTRATOR, ENGINEER, only(DELEGATED, "Owner"));
    for (const changed of [role(ADMINISTRATOR, ENGINEER), loosened]) {
      expect(await arm.refusalOf(assignment(1), changed, ENGINEER)).toEqual(DENIED);
    }
    for (const digit of [1, 2]) expect(await arm.deletionOf(assignment(digit), ENGINEER)).toEqual(DENIED);
  });

  it("gets no further by how a role's definition is written", async () => {
    const { properties } = role("Owner", ENGINEER);
    const owner = roleNamed("Owner");
    for (const roleDefinitionId of [owner, owner.toUpperCase(), `${roleNamed(DELEGATED)}/${owner}`]) {
      const written = { properties: { ...properties, roleDefinitionId } };
      expect(await arm.refusalOf(assignment(3), written, ENGINEER)).toEqual(DENIED);
    }
  });
});

it.each([
  [
    "principals by id",
    (id: string) =>
      `@Request[Microsoft.Authorization/roleAssignments:PrincipalId] ForAnyOfAnyValues:GuidEquals {${id}}`,
  ],
  [
    "principals by kind",
    () => "@Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEqualsIgnoreCase 'group'",
  ],
  ["what is not", () => "NOT (@Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEquals 'User')"],
  [
    "either of two",
    () =>
      "(@Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEquals 'Group' || ActionMatches{'Microsoft.Authorization/*/read'})",
  ],
])("a condition can be about %s", async (_about, of) => {
  const condition = `!(ActionMatches{'Microsoft.Authorization/roleAssignments/*'}) OR (${of(objectId("data-scientists"))})`;
  await arm.put(assignment(1), role("Owner", ENGINEER, condition));
  await arm.put(assignment(2), role("Reader", "data-scientists"), { as: ENGINEER });
  expect(await arm.refusalOf(assignment(3), role("Reader", SCIENTIST), ENGINEER)).toEqual(DENIED);
});

it("a condition on the paths of blobs, as the state's container has it, is kept", async () => {
  const blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
  const condition =
    `((!(ActionMatches{'${blobs}/write'}) AND !(ActionMatches{'${blobs}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR ` +
    `(@Resource[${blobs}:path] StringStartsWith '.pulumi/stacks/dev' OR @Resource[${blobs}:path] StringLike '*/dev/*'))`;
  expect(await arm.put(assignment(1), role(DELEGATED, ENGINEER, condition))).toMatchObject({
    properties: { condition, conditionVersion: "2.0" },
  });
});

it.each([
  ["@Request[Microsoft.Authorization/roleAssignments:Colour] StringEquals 'red'", "The attribute @Request["],
  ["@Environment[isPrivateLink] BoolEquals true", "The attribute @Environment[isPrivateLink]"],
  ["@Request[Microsoft.Authorization/roleAssignments:PrincipalId] Resembles 'a'", "The operator Resembles"],
  ["ActionMatches{'a'} AND ActionMatches{'b'} OR ActionMatches{'c'}", "AND beside OR without parentheses"],
  ["ActionMatches{'a'", "An end that comes too early"],
  ["ActionMatches{'a'}) OR (ActionMatches{'b'}", "')'"],
  ["ActionMatches{'a'} # all", "'# all'"],
  [`${"(".repeat(60)}ActionMatches{'a'}${")".repeat(60)}`, "Nesting of more than 50 levels"],
  [`${"!".repeat(60)}ActionMatches{'a'}`, "Nesting of more than 50 levels"],
])("a condition that is not understood is refused with what is not: %s", async (condition, part) => {
  const { properties } = role("Owner", ENGINEER);
  const response = await arm.call("PUT", assignment(1), { body: { properties: { ...properties, condition } } });
  expect([response.status, codeOf(response)]).toEqual([400, "InvalidCondition"]);
  expect(JSON.stringify(response.body)).toContain(part.replaceAll('"', '\\"'));
});
