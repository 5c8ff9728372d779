import type { JsonObject } from "../../../control-plane";
import { ArmSandbox } from "../../../testing/arm";

const CRYPTO_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

describe("the encryption of a Databricks workspace", () => {
  let arm: ArmSandbox;
  const id = (): string => arm.id("Microsoft.Databricks/workspaces/dbw-dev");
  const vaultId = (name = "kv-dev"): string => arm.id(`Microsoft.KeyVault/vaults/${name}`);
  const managed = (): string => `${arm.subscription}/resourceGroups/rg-dev-managed`;
  const vault = (change: JsonObject = {}, location = "westeurope"): JsonObject => ({
    location,
    properties: {
      tenantId: arm.tenantId,
      sku: { family: "A", name: "standard" },
      enablePurgeProtection: true,
      ...change,
    },
  });
  const workspace = (properties: JsonObject = {}, sku = "premium"): JsonObject => ({
    location: "westeurope",
    sku: { name: sku },
    properties: { managedResourceGroupId: managed(), computeMode: "Hybrid", ...properties },
  });
  const encrypted = (vaultName = "kv-dev", entities = ["managedServices", "managedDisk"]): JsonObject => {
    const keyVaultUri = `https://${vaultName}.vault.azure.net`;
    const entity = {
      keySource: "Microsoft.Keyvault",
      keyVaultProperties: { keyName: "databricks", keyVaultUri, keyVersion: "1" },
    };
    return { encryption: { entities: Object.fromEntries(entities.map((name) => [name, entity])) } };
  };
  const prepared: JsonObject = { parameters: { prepareEncryption: { value: true } } };
  const propertiesOf = async (body: JsonObject): Promise<JsonObject> =>
    (await arm.put(id(), body)).properties as JsonObject;
  const principalOf = (identity: unknown): string => String((identity as JsonObject).principalId);
  const assignRole = async (principalId: string, number: number): Promise<unknown[]> => {
    const name = `a1b2c3d4-0000-4000-8000-00000000000${number}`;
    const roleDefinitionId = `${arm.subscription}/providers/Microsoft.Authorization/roleDefinitions/${CRYPTO_USER}`;
    return await arm.refusalOf(`${vaultId()}/providers/Microsoft.Authorization/roleAssignments/${name}`, {
      properties: { principalId, principalType: "ServicePrincipal", roleDefinitionId },
    });
  };

  beforeEach(async () => {
    arm = await ArmSandbox.start();
    await arm.put(vaultId(), vault());
  });
  afterEach(async () => arm.stop());

  it("with keys of its own for disks has an identity that can be let in to the vault, until the workspace goes", async () => {
    const { managedDiskIdentity, diskEncryptionSetId } = await propertiesOf(workspace(encrypted()));
    expect(managedDiskIdentity).toEqual({
      principalId: expect.any(String),
      tenantId: arm.tenantId,
      type: "SystemAssigned",
    });
    expect(String(diskEncryptionSetId)).toMatch(`${managed()}/providers/Microsoft.Compute/diskEncryptionSets/`);
    const principal = principalOf(managedDiskIdentity);
    expect(await assignRole(principal, 1)).toEqual([201, undefined]);
    expect(await arm.deletionOf(id())).toEqual([200, undefined]);
    expect(await assignRole(principal, 2)).toEqual([400, "PrincipalNotFound"]);
  });

  it("that is prepared gives the workspace's storage account an identity of its own", async () => {
    const { storageAccountIdentity, managedDiskIdentity } = await propertiesOf(
      workspace({ ...encrypted(), ...prepared }),
    );
    expect(storageAccountIdentity).toMatchObject({ tenantId: arm.tenantId, type: "SystemAssigned" });
    expect(principalOf(storageAccountIdentity)).not.toBe(principalOf(managedDiskIdentity));
    expect(await assignRole(principalOf(storageAccountIdentity), 1)).toEqual([201, undefined]);
  });

  it("has the same identity after an update, whatever the update says of it", async () => {
    const before = await propertiesOf(workspace(encrypted()));
    const sent = { managedDiskIdentity: { principalId: "another" }, diskEncryptionSetId: "another" };
    const { managedDiskIdentity, diskEncryptionSetId } = await propertiesOf(workspace({ ...encrypted(), ...sent }));
    expect({ managedDiskIdentity, diskEncryptionSetId }).toEqual({
      managedDiskIdentity: before.managedDiskIdentity,
      diskEncryptionSetId: before.diskEncryptionSetId,
    });
  });

  it("has no identity where only notebooks and queries, or nothing, have a key", async () => {
    for (const properties of [{}, encrypted("kv-dev", ["managedServices"])]) {
      const answered = Object.keys(await propertiesOf(workspace({ ...properties, managedDiskIdentity: {} })));
      expect(answered).not.toEqual(expect.arrayContaining(["managedDiskIdentity"]));
      expect(answered).not.toEqual(expect.arrayContaining(["diskEncryptionSetId"]));
      expect(answered).not.toEqual(expect.arrayContaining(["storageAccountIdentity"]));
    }
  });

  it("with a key for disks is not taken off again, and takes another key", async () => {
    await arm.put(vaultId("kv-new"), vault());
    await arm.put(id(), workspace(encrypted("kv-dev", ["managedServices"])));
    await arm.put(id(), workspace(encrypted()));
    await arm.put(id(), workspace(encrypted("kv-new")));
    const refused = [400, "DiskEncryptionPropertiesRequired"];
    expect(await arm.refusalOf(id(), workspace())).toEqual(refused);
    expect(await arm.refusalOf(id(), workspace(encrypted("kv-new", ["managedServices"])))).toEqual(refused);
  });

  it("needs the premium tier", async () => {
    const refused = [400, "InvalidEncryptionConfiguration"];
    expect(await arm.refusalOf(id(), workspace(encrypted(), "standard"))).toEqual(refused);
    expect(await arm.refusalOf(id(), workspace(prepared, "standard"))).toEqual(refused);
  });

  it("needs a vault that is there, in the workspace's region, and protected against purging", async () => {
    await arm.put(vaultId("kv-far"), vault({}, "northeurope"));
    await arm.put(vaultId("kv-open"), { ...vault({ enablePurgeProtection: null }) });
    for (const name of ["kv-none", "kv-far", "kv-open"]) {
      expect(await arm.refusalOf(id(), workspace(encrypted(name)))).toEqual([400, "InvalidEncryptionConfiguration"]);
    }
  });
});
