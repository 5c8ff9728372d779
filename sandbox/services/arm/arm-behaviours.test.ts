import { ArmSandbox, codeOf } from "../../testing/arm";

describe("every resource of ARM", () => {
  let arm: ArmSandbox;
  const vault = (): string => arm.id("Microsoft.OperationalInsights/workspaces/log-dev");

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("comes back with everything that was accepted, and with its id, name and type", async () => {
    const created = await arm.call("PUT", vault(), {
      body: { location: "West Europe", tags: { cost: "ml" }, properties: { retentionInDays: 60 } },
    });
    expect(created.status).toBe(201);
    expect(await arm.get(vault())).toMatchObject({
      id: vault(),
      name: "log-dev",
      type: "Microsoft.OperationalInsights/workspaces",
      location: "westeurope",
      tags: { cost: "ml" },
      properties: { retentionInDays: 60, provisioningState: "Succeeded" },
    });
  });

  it("is one resource, in whatever case its id is written", async () => {
    await arm.put(vault(), { location: "westeurope", properties: {} });
    const again = await arm.call("PUT", vault().toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions"), {
      body: { location: "westeurope", properties: {} },
    });
    expect([again.status, again.body.id]).toEqual([200, vault()]);
  });

  it("is replaced by a PUT, and changed member by member by a PATCH", async () => {
    await arm.put(vault(), { location: "westeurope", tags: { a: "1" }, properties: { retentionInDays: 60 } });
    const patched = await arm.call("PATCH", vault(), { body: { tags: { b: "2" } } });
    expect(patched.body).toMatchObject({ tags: { b: "2" }, properties: { retentionInDays: 60 } });
    const replaced = await arm.put(vault(), { location: "westeurope", properties: {} });
    expect(replaced.tags).toBeUndefined();
    expect(replaced.properties).toMatchObject({ retentionInDays: 30 });
  });

  it("has each tag once, in whatever case it is written", async () => {
    const tags = { Owner: "a", owner: "b" };
    expect(await arm.refusalOf(vault(), { location: "westeurope", tags })).toEqual([400, "DuplicateTagName"]);
  });

  it("needs its resource group, and what it is in", async () => {
    const elsewhere = vault().replace("rg-dev", "rg-none");
    expect(await arm.refusalOf(elsewhere, { location: "westeurope" })).toEqual([404, "ResourceGroupNotFound"]);
    const subnet = arm.id("Microsoft.Network/virtualNetworks/none/subnets/a");
    expect(await arm.refusalOf(subnet, { properties: { addressPrefix: "10.0.0.0/24" } })).toEqual([
      404,
      "ParentResourceNotFound",
    ]);
  });

  it("that is not there is ResourceNotFound when read, and 204 when deleted", async () => {
    const read = await arm.call("GET", vault());
    expect([read.status, codeOf(read)]).toEqual([404, "ResourceNotFound"]);
    expect(await arm.deletionOf(vault())).toEqual([204, undefined]);
  });

  it("does not move to another location, and to none that Azure does not have", async () => {
    await arm.put(vault(), { location: "westeurope", properties: {} });
    expect(await arm.refusalOf(vault(), { location: "northeurope" })).toEqual([409, "InvalidResourceLocation"]);
    const typo = arm.id("Microsoft.OperationalInsights/workspaces/log-typo");
    expect(await arm.refusalOf(typo, { location: "westeurop" })).toEqual([400, "LocationNotAvailableForResourceType"]);
  });

  it("is asked for with an API version that the sandbox knows", async () => {
    const missing = await arm.call("GET", `${arm.group}?`);
    expect([missing.status, codeOf(missing)]).toEqual([400, "MissingApiVersionParameter"]);
    const future = await arm.call("GET", arm.group, { version: "2031-01-01" });
    expect([future.status, codeOf(future)]).toEqual([400, "InvalidApiVersionParameter"]);
  });

  it("is listed in its group and in its subscription, a page at a time", async () => {
    const connector = (number: number): string =>
      arm.id(`Microsoft.Databricks/accessConnectors/dbac-${String(number).padStart(3, "0")}`);
    for (let number = 0; number < 101; number++) await arm.put(connector(number), { location: "westeurope" });
    const list = `${arm.group}/providers/Microsoft.Databricks/accessConnectors`;
    const first = await arm.get(list);
    expect(first.value).toHaveLength(100);
    const { pathname, search } = new URL(String(first.nextLink));
    const second = await arm.get(pathname + search);
    expect(second.value).toMatchObject([{ name: "dbac-100" }]);
    expect(second.nextLink).toBeUndefined();
    const all = await arm.get(`${arm.subscription}/providers/Microsoft.Databricks/accessConnectors`);
    expect(all.value).toHaveLength(100);
    expect(all.nextLink).toBeDefined();
  });

  it("goes with its resource group", async () => {
    await arm.put(vault(), { location: "westeurope", properties: {} });
    expect(await arm.deletionOf(arm.group)).toEqual([200, undefined]);
    const read = await arm.call("GET", vault());
    expect([read.status, codeOf(read)]).toEqual([404, "ResourceGroupNotFound"]);
  });
});
