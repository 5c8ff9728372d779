import type { JsonObject } from "../catalogue/json";
import { ArmSandbox } from "../testing/arm";
import { ArmClient } from "./arm-client";
import { invokeFunction } from "./functions";
import { AzureNativeProvider } from "./provider";
import { UNKNOWN } from "./pulumi-values";

const VNET = "azure-native:network:VirtualNetwork";
const STORAGE = "azure-native:storage:StorageAccount";
const GROUP = "azure-native:resources:ResourceGroup";

describe("the azure-native provider", () => {
  let sandbox: ArmSandbox;
  let arm: ArmClient;
  let provider: AzureNativeProvider;
  let subscriptionId: string;

  beforeEach(async () => {
    sandbox = await ArmSandbox.start();
    const endpoint = new URL(sandbox.sandbox.controlPlane.addresses().arm);
    subscriptionId = sandbox.subscription.replace("/subscriptions/", "");
    arm = new ArmClient({ endpoint, token: sandbox.sandbox.token("lakestage-deployer") });
    provider = new AzureNativeProvider({ subscriptionId, location: undefined }, arm);
  });
  afterEach(async () => sandbox.stop());

  const checked = async (token: string, newInputs: JsonObject, oldInputs: JsonObject = {}): Promise<JsonObject> => {
    const randomSeed = Uint8Array.of(1, 2, 3);
    const { inputs, failures } = await provider.check({ token, name: "data-lake", oldInputs, newInputs, randomSeed });
    expect(failures).toEqual([]);
    return inputs;
  };
  const vnet = {
    resourceGroupName: "rg-dev",
    virtualNetworkName: "vnet",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  };
  const account = { resourceGroupName: "rg-dev", kind: "StorageV2", sku: { name: "Standard_LRS" } };

  it("gives a nameless resource a name that Azure takes, the same at the update, and its group's location", async () => {
    const first = await checked(STORAGE, account);
    expect(first.accountName).toMatch(/^datalake[0-9a-f]{8}$/);
    expect(first.location).toBe("westeurope");
    expect(await checked(STORAGE, account, first)).toEqual(first);
  });

  it("says which types it has when it is asked for another", async () => {
    const request = { token: "azure-native:storage:StorageAcount", name: "x", oldInputs: {}, newInputs: {} };
    await expect(provider.check({ ...request, randomSeed: new Uint8Array() })).rejects.toThrow(
      'The sandbox does not have azure-native:storage:StorageAcount; did you mean "azure-native:storage:StorageAccount"?',
    );
  });

  it("makes, reads, changes and deletes a resource, with outputs where the npm package has them", async () => {
    const inputs = await checked(STORAGE, {
      ...account,
      enableHttpsTrafficOnly: true,
      networkRuleSet: { defaultAction: "Deny" },
    });
    const { id, outputs } = await provider.create(STORAGE, inputs, false);
    expect(outputs).toMatchObject({
      name: inputs.accountName,
      enableHttpsTrafficOnly: true,
      networkRuleSet: { defaultAction: "Deny" },
      primaryEndpoints: { blob: expect.stringMatching(/^https:/) },
      azureApiVersion: "2024-01-01",
    });
    const read = await provider.read(STORAGE, id, inputs);
    expect(read?.inputs).toEqual(inputs);
    const changed = { ...inputs, tags: { a: "b" } };
    const after = await provider.update({ token: STORAGE, id, inputs: changed, oldOutputs: outputs, preview: false });
    expect(after.tags).toEqual({ a: "b" });
    await provider.delete(STORAGE, id);
    expect(await provider.read(STORAGE, id, inputs)).toBeUndefined();
    await provider.delete(STORAGE, id);
  });

  it("imports a resource from its id alone", async () => {
    const inputs = await checked(STORAGE, { ...account, isHnsEnabled: true });
    const { id } = await provider.create(STORAGE, inputs, false);
    const imported = await provider.read(STORAGE, id, {});
    expect(imported?.inputs).toMatchObject({ ...inputs, sku: { name: "Standard_LRS" } });
  });

  it("does nothing in a preview, and promises only what it knows", async () => {
    const inputs = await checked(STORAGE, { ...account, resourceGroupName: UNKNOWN });
    const { outputs } = await provider.create(STORAGE, inputs, true);
    expect(outputs).toMatchObject({
      kind: "StorageV2",
      sku: { name: "Standard_LRS", tier: UNKNOWN },
      primaryEndpoints: UNKNOWN,
    });
    await expect(provider.create(STORAGE, inputs, false)).rejects.toThrow("not known yet");
    const kept = { token: STORAGE, id: "/x", inputs: { ...account, tags: { a: "b" } }, preview: true };
    const oldOutputs = { primaryLocation: "westeurope" };
    expect(await provider.update({ ...kept, oldOutputs })).toMatchObject({
      primaryLocation: "westeurope",
      tags: { a: "b" },
    });
  });

  it("keeps the subnets of a network that it updates without naming them", async () => {
    const inputs = await checked(VNET, vnet);
    const { id, outputs } = await provider.create(VNET, inputs, false);
    await sandbox.put(`${id}/subnets/a`, { properties: { addressPrefix: "10.0.1.0/24" } });
    const changed = { ...inputs, tags: { a: "b" } };
    await provider.update({ token: VNET, id, inputs: changed, oldOutputs: outputs, preview: false });
    expect((await sandbox.call("GET", `${id}/subnets/a`)).status).toBe(200);
    expect((await provider.read(VNET, id, changed))?.inputs).toEqual(changed);
  });

  it("takes up what an interrupted update made, and refuses what is somebody else's", async () => {
    const inputs = await checked(VNET, vnet);
    const { id } = await provider.create(VNET, inputs, false);
    expect((await provider.create(VNET, inputs, false)).id).toBe(id);
    const other = { ...inputs, addressSpace: { addressPrefixes: ["10.7.0.0/16"] } };
    await expect(provider.create(VNET, other, false)).rejects.toThrow(
      `${id} already exists and is not as declared here.`,
    );
  });

  it("replaces what Azure does not change in place, the old one first where both would have one id", () => {
    const before = { ...account, accountName: "st", location: "West Europe" };
    expect(provider.diff(STORAGE, before, { ...before, location: "westeurope" }).changes.size).toBe(0);
    const moved = provider.diff(STORAGE, before, { ...before, location: "northeurope" });
    expect(moved).toMatchObject({ replacements: ["location"], deleteFirst: true });
    const renamed = provider.diff(STORAGE, before, { ...before, accountName: "st2" });
    expect(renamed).toMatchObject({ replacements: ["accountName"], deleteFirst: false });
    const tagged = provider.diff(STORAGE, before, { ...before, tags: { "cost.centre": "ml" } });
    expect(tagged).toMatchObject({ replacements: [], changes: new Map([["tags", { kind: "add", replaces: false }]]) });
  });

  it("puts a blob service back to how it was instead of deleting it", async () => {
    const inputs = await checked(STORAGE, account);
    const storage = await provider.create(STORAGE, inputs, false);
    const token = "azure-native:storage:BlobServiceProperties";
    const deleteRetentionPolicy = { enabled: true, days: 7 };
    const service = await checked(token, {
      resourceGroupName: "rg-dev",
      accountName: inputs.accountName,
      deleteRetentionPolicy,
    });
    const { id } = await provider.create(token, service, false);
    expect(id).toBe(`${storage.id}/blobServices/default`);
    await provider.delete(token, id);
    expect(await sandbox.get(id)).toMatchObject({ properties: { deleteRetentionPolicy: { enabled: false } } });
  });

  it("cannot delete a key, for which the vault itself is asked; it goes with the vault", async () => {
    const vault = await checked("azure-native:keyvault:Vault", {
      resourceGroupName: "rg-dev",
      vaultName: "kv-dev",
      properties: { tenantId: sandbox.tenantId, sku: { family: "A", name: "standard" }, enableRbacAuthorization: true },
    });
    const { id: vaultId } = await provider.create("azure-native:keyvault:Vault", vault, false);
    const key = { resourceGroupName: "rg-dev", vaultName: "kv-dev", keyName: "cmk", properties: { kty: "RSA" } };
    const { id } = await provider.create("azure-native:keyvault:Key", key, false);
    await expect(provider.delete("azure-native:keyvault:Key", id)).rejects.toThrow("ForbiddenByRbac");
    await provider.delete("azure-native:keyvault:Vault", vaultId);
    await provider.delete("azure-native:keyvault:Key", id);
  });

  it("names a refusal of Azure with the resource and Azure's code", async () => {
    await expect(provider.create(GROUP, { resourceGroupName: "rg.", location: "westeurope" }, false)).rejects.toThrow(
      /^Azure refused PUT \/subscriptions\/.*\/rg\.: InvalidResourceGroup: /,
    );
  });

  it("has the functions that read what it makes and tell who calls", async () => {
    const configuration = { subscriptionId, tenantId: sandbox.tenantId, clientId: "c", objectId: "o" };
    const invoke = (name: string, args: JsonObject) => invokeFunction(`azure-native:${name}`, args, configuration, arm);
    expect(await invoke("authorization:getClientConfig", {})).toEqual(configuration);
    expect(await invoke("resources:getResourceGroup", { resourceGroupName: "rg-dev" })).toMatchObject({
      location: "westeurope",
    });
    await expect(invoke("resources:getResourceGroup", { resourceGroupName: "none" })).rejects.toThrow(
      "there is no /subscriptions/",
    );
    await expect(invoke("resources:getResourceGroup", {})).rejects.toThrow("needs resourceGroupName");
  });
});
