import type { JsonObject } from "../../../control-plane";
import { ArmSandbox, codeOf } from "../../../testing/arm";

describe("a key vault", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.KeyVault/vaults/kv-lakestage-dev");
  const vault = (properties: JsonObject = {}): JsonObject => ({
    location: "westeurope",
    properties: { tenantId: arm.tenantId, sku: { family: "A", name: "standard" }, ...properties },
  });
  const deleted = (suffix = ""): string =>
    `${arm.subscription}/providers/Microsoft.KeyVault/locations/westeurope/deletedVaults/kv-lakestage-dev${suffix}`;

  beforeEach(async () => {
    arm = await ArmSandbox.start();
  });
  afterEach(async () => arm.stop());

  it("says where it is, and keeps what Azure decides for itself out of the way", async () => {
    expect(await arm.put(id(), vault({ enableRbacAuthorization: true }))).toMatchObject({
      properties: {
        vaultUri: "https://kv-lakestage-dev.vault.azure.net/",
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
      },
    });
  });

  it("keeps its name after its deletion until it is recovered, with its keys, or purged", async () => {
    await arm.put(id(), vault());
    await arm.put(`${id()}/keys/cmk`, { properties: { kty: "RSA" } });
    expect(await arm.deletionOf(id())).toEqual([200, undefined]);
    expect(await arm.refusalOf(id(), vault())).toEqual([409, "ConflictError"]);
    expect(await arm.get(deleted())).toMatchObject({ name: "kv-lakestage-dev", properties: { vaultId: id() } });
    await arm.put(id(), vault({ createMode: "recover" }));
    expect(await arm.get(`${id()}/keys/cmk`)).toMatchObject({ properties: { kty: "RSA", keySize: 2048 } });
    await arm.deletionOf(id());
    expect((await arm.call("POST", deleted("/purge"))).status).toBe(200);
    expect((await arm.put(id(), vault())).name).toBe("kv-lakestage-dev");
  });

  it("is not purged where purge protection is on, and that is never taken off", async () => {
    await arm.put(id(), vault({ enablePurgeProtection: true }));
    expect(await arm.refusalOf(id(), vault({ enablePurgeProtection: false }))).toEqual([400, "BadRequest"]);
    await arm.deletionOf(id());
    const purge = await arm.call("POST", deleted("/purge"));
    expect([purge.status, codeOf(purge)]).toEqual([403, "DeletedVaultPurge"]);
  });

  it("keeps what is deleted for as long as was said when it was made", async () => {
    await arm.put(id(), vault({ softDeleteRetentionInDays: 30 }));
    expect(await arm.refusalOf(id(), vault({ softDeleteRetentionInDays: 7 }))).toEqual([400, "BadRequest"]);
    expect(await arm.put(id(), vault())).toMatchObject({ properties: { softDeleteRetentionInDays: 30 } });
    await arm.deletionOf(id());
    expect(await arm.refusalOf(id(), vault({ createMode: "recover", softDeleteRetentionInDays: 7 }))).toEqual([
      400,
      "BadRequest",
    ]);
  });

  it("belongs to the tenant, and to nobody else by its name", async () => {
    expect(await arm.refusalOf(id(), vault({ tenantId: "11111111-1111-4111-8111-111111111111" }))).toEqual([
      400,
      "BadRequest",
    ]);
    expect(await arm.refusalOf(arm.id("Microsoft.KeyVault/vaults/1vault"), vault())).toEqual([
      400,
      "VaultNameNotValid",
    ]);
    await arm.put(id(), vault());
    await arm.put(`${arm.subscription}/resourceGroups/rg-other`, { location: "westeurope" });
    expect(await arm.refusalOf(id().replace("rg-dev", "rg-other"), vault())).toEqual([409, "VaultAlreadyExists"]);
  });

  it("makes a key once and changes nothing of it", async () => {
    await arm.put(id(), vault());
    const first = await arm.put(`${id()}/keys/cmk`, { properties: { kty: "RSA", keySize: 4096 } });
    const again = await arm.put(`${id()}/keys/cmk`, { properties: { kty: "RSA", keySize: 2048 } });
    expect(again.properties).toEqual(first.properties);
    expect(first).toMatchObject({
      properties: { keySize: 4096, keyUri: "https://kv-lakestage-dev.vault.azure.net/keys/cmk" },
    });
  });
});
