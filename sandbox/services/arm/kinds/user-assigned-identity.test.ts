import { ArmSandbox } from "../../../testing/arm";

describe("a managed identity", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.ManagedIdentity/userAssignedIdentities/id-ci");
  const credential = (name: string): string => `${id()}/federatedIdentityCredentials/${name}`;
  const github = (subject: string) => ({
    properties: {
      issuer: "https://token.actions.githubusercontent.com",
      subject,
      audiences: ["api://AzureADTokenExchange"],
    },
  });

  beforeEach(async () => {
    arm = await ArmSandbox.start();
    await arm.put(id(), { location: "westeurope" });
  });
  afterEach(async () => arm.stop());

  it("keeps its client id and principal id", async () => {
    const { properties } = await arm.get(id());
    const again = await arm.put(id(), { location: "westeurope", tags: { a: "b" } });
    expect(again.properties).toEqual(properties);
  });

  it("trusts each subject of an issuer once, and at most twenty", async () => {
    await arm.put(credential("prod"), github("repo:org/repo:environment:prod"));
    expect(await arm.refusalOf(credential("twin"), github("repo:org/repo:environment:prod"))).toEqual([
      409,
      "Conflict",
    ]);
    for (let number = 1; number < 20; number++) await arm.put(credential(`c${number}`), github(`subject-${number}`));
    expect(await arm.refusalOf(credential("c20"), github("subject-20"))).toEqual([400, "BadRequest"]);
  });

  it("changes whom it trusts under a lock, and forgets nobody until that is lifted", async () => {
    const lock = `${arm.group}/providers/Microsoft.Authorization/locks/keep`;
    await arm.put(credential("github"), github("repo:org/repo:environment:prod"));
    await arm.put(lock, { properties: { level: "CanNotDelete" } });
    const renamed = await arm.put(credential("github"), github("repo:org/renamed:environment:prod"));
    expect(renamed.properties).toMatchObject({ subject: "repo:org/renamed:environment:prod" });
    expect(await arm.deletionOf(credential("github"))).toEqual([409, "ScopeLocked"]);
    await arm.deletionOf(lock);
    expect((await arm.call("DELETE", credential("github"))).status).toBe(200);
  });

  it("trusts an https issuer for one audience", async () => {
    const plain = { properties: { ...github("s").properties, issuer: "http://issuer.example" } };
    expect(await arm.refusalOf(credential("a"), plain)).toEqual([400, "BadRequest"]);
    const several = { properties: { ...github("s").properties, audiences: ["a", "b"] } };
    expect(await arm.refusalOf(credential("a"), several)).toEqual([400, "BadRequest"]);
  });

  it("is assigned to resources by its id, and each resource can have one of its own", async () => {
    const both = { type: "SystemAssigned,UserAssigned", userAssignedIdentities: { [id()]: {} } };
    const connector = arm.id("Microsoft.Databricks/accessConnectors/dbac-dev");
    const { properties } = await arm.get(id());
    const { principalId, clientId } = properties as { principalId: string; clientId: string };
    const created = await arm.put(connector, { location: "westeurope", identity: both });
    expect(created.identity).toMatchObject({
      principalId: expect.any(String),
      tenantId: arm.tenantId,
      userAssignedIdentities: { [id()]: { principalId, clientId } },
    });
    const missing = { type: "UserAssigned", userAssignedIdentities: { [`${id()}-x`]: {} } };
    expect(await arm.refusalOf(connector, { location: "westeurope", identity: missing })).toEqual([
      400,
      "InvalidResourceReference",
    ]);
  });
});
