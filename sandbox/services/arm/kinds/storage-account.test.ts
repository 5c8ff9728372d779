import type { JsonObject } from "../../../control-plane";
import { ArmSandbox } from "../../../testing/arm";

const account = { location: "westeurope", kind: "StorageV2", sku: { name: "Standard_LRS" } };

describe("a storage account", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.Storage/storageAccounts/stlakestagedev");

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("has a name of lower-case letters and digits that nobody else has", async () => {
    const bad = arm.id("Microsoft.Storage/storageAccounts/st-Lakestage");
    expect(await arm.refusalOf(bad, account)).toEqual([400, "AccountNameInvalid"]);
    await arm.put(id(), account);
    const other = `${arm.subscription}/resourceGroups/rg-other`;
    await arm.put(other, { location: "westeurope" });
    expect(await arm.refusalOf(id().replace("rg-dev", "rg-other"), account)).toEqual([
      409,
      "StorageAccountAlreadyTaken",
    ]);
  });

  it("has no name with a word of Microsoft's", async () => {
    for (const name of ["stmicrosoftdev", "loginstorage", "stwindows"]) {
      const reserved = arm.id(`Microsoft.Storage/storageAccounts/${name}`);
      expect(await arm.refusalOf(reserved, account)).toEqual([400, "ReservedResourceName"]);
    }
    await arm.put(arm.id("Microsoft.Storage/storageAccounts/stlogin"), account);
  });

  it("answers with its endpoints and the tier of its SKU", async () => {
    expect(await arm.put(id(), account)).toMatchObject({
      sku: { name: "Standard_LRS", tier: "Standard" },
      properties: {
        primaryEndpoints: { dfs: "https://stlakestagedev.dfs.core.windows.net/" },
        statusOfPrimary: "available",
      },
    });
  });

  it("gains and loses copies in another region by an update, and copies in other zones only by a conversion", async () => {
    const of = (name: string): JsonObject => ({ ...account, sku: { name: `Standard_${name}` } });
    const refused = [400, "StorageAccountTypeConversionNotAllowed"];
    await arm.put(id(), of("LRS"));
    expect(await arm.refusalOf(id(), of("ZRS"))).toEqual(refused);
    expect(await arm.refusalOf(id(), of("GZRS"))).toEqual(refused);
    expect(await arm.put(id(), of("GRS"))).toMatchObject({ sku: { name: "Standard_GRS" } });
    expect(await arm.put(id(), of("LRS"))).toMatchObject({ sku: { name: "Standard_LRS" } });
    const zoned = arm.id("Microsoft.Storage/storageAccounts/stlakestagezones");
    await arm.put(zoned, of("ZRS"));
    expect(await arm.put(zoned, of("GZRS"))).toMatchObject({ sku: { name: "Standard_GZRS" } });
    expect(await arm.refusalOf(zoned, of("GRS"))).toEqual(refused);
  });

  it("does not become hierarchical afterwards", async () => {
    await arm.put(id(), { ...account, properties: { isHnsEnabled: true } });
    expect(await arm.refusalOf(id(), { ...account, properties: { isHnsEnabled: false } })).toEqual([
      409,
      "AccountPropertyIsReadOnly",
    ]);
  });

  it("has a blob service from the start, which keeps what it is told", async () => {
    await arm.put(id(), account);
    const service = `${id()}/blobServices/default`;
    expect(await arm.get(service)).toMatchObject({
      name: "default",
      properties: { deleteRetentionPolicy: { enabled: false } },
    });
    await arm.put(service, { properties: { deleteRetentionPolicy: { enabled: true, days: 14 } } });
    expect(await arm.get(service)).toMatchObject({
      properties: { deleteRetentionPolicy: { enabled: true, days: 14 } },
    });
    expect(
      await arm.refusalOf(service, { properties: { deleteRetentionPolicy: { enabled: true, days: 400 } } }),
    ).toEqual([400, "InvalidXmlNodeValue"]);
  });

  it("holds containers with valid names, and one management policy", async () => {
    await arm.put(id(), account);
    const container = (name: string): string => `${id()}/blobServices/default/containers/${name}`;
    await arm.put(container("catalog"), { properties: {} });
    expect(await arm.get(container("catalog"))).toMatchObject({ properties: { publicAccess: "None" } });
    expect(await arm.refusalOf(container("a--b"), { properties: {} })).toEqual([400, "ContainerNameInvalid"]);
    const rule = { name: "expire", type: "Lifecycle", definition: { actions: { baseBlob: { delete: {} } } } };
    const policy = { properties: { policy: { rules: [rule] } } };
    expect(await arm.refusalOf(`${id()}/managementPolicies/mine`, policy)).toEqual([400, "InvalidRequestContent"]);
    await arm.put(`${id()}/managementPolicies/default`, policy);
    expect(await arm.get(`${id()}/managementPolicies/default`)).toMatchObject(policy);
    expect(await arm.deletionOf(id())).toEqual([200, undefined]);
    expect((await arm.call("GET", container("catalog"))).status).toBe(404);
  });
});
