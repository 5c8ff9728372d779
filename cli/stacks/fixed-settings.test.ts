import type { Deployment } from "../engine/deployment";
import { requireFixedSettings } from "./fixed-settings";
import type { Stack } from "./stacks";

const PLATFORM: Stack = { name: "dev.platform", kind: "platform", environment: "dev", dependsOn: [] };

/** What Azure said of the shipped dev's platform, but for what a test says otherwise. */
const AS_DECLARED: Record<string, Record<string, unknown>> = {
  "resources:ResourceGroup": { name: "lakestage-dev", location: "West Europe" },
  "network:VirtualNetwork": { addressSpace: { addressPrefixes: ["10.10.0.0/20"] } },
  "storage:StorageAccount": { sku: { name: "Standard_LRS", tier: "Standard" } },
  "keyvault:Vault": { properties: { softDeleteRetentionInDays: 90 } },
  "databricks:Workspace": { computeMode: "Hybrid" },
};

async function refusalOf(otherwise: Record<string, Record<string, unknown>>, stack = PLATFORM): Promise<string> {
  const resources = Object.entries({ ...AS_DECLARED, ...otherwise }).map(([type, outputs]) => ({
    urn: `urn:pulumi:dev.platform::lakestage::azure-native:${type}::it`,
    type: `azure-native:${type}`,
    custom: true,
    outputs,
  }));
  const deployment = async (): Promise<Deployment> => ({ version: 3, deployment: { resources } });
  try {
    await requireFixedSettings({ deployment }, [stack]);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("settings that Azure holds an environment to", () => {
  it("may be what they were, and anything where nothing is deployed", async () => {
    expect(await refusalOf({})).toBe("");
    const none = async (): Promise<undefined> => undefined;
    await expect(requireFixedSettings({ deployment: none }, [PLATFORM])).resolves.toBeUndefined();
  });

  it.each([
    [
      "network:VirtualNetwork",
      { addressSpace: { addressPrefixes: ["10.99.0.0/20"] } },
      /^Pulumi\.dev\.yaml:11:11: "cidr" cannot be changed: it is 10\.99\.0\.0\/20 where the environment is deployed, and fixed there: set it back, or make the environment anew/,
    ],
    [
      "resources:ResourceGroup",
      { name: "lakestage-dev", location: "northeurope" },
      /^Pulumi\.yaml:\d+:\d+: "location" .*it is northeurope/,
    ],
    ["resources:ResourceGroup", { name: "mlops-dev", location: "westeurope" }, /"prefix" .*it is mlops/],
    ["keyvault:Vault", { properties: { softDeleteRetentionInDays: 7 } }, /"softDeleteDays" .*it is 7/],
    [
      "keyvault:Vault",
      { properties: { softDeleteRetentionInDays: 90, enablePurgeProtection: true } },
      /"purgeProtection" .*set it to true/,
    ],
    [
      "databricks:Workspace",
      { managedResourceGroupId: "/subscriptions/another/resourceGroups/lakestage-dev-managed" },
      /^Pulumi\.yaml:\d+:\d+: "subscriptionId" .*it is another/,
    ],
    [
      "databricks:Workspace",
      { encryption: { entities: { managedDisk: { keySource: "Microsoft.Keyvault" } } } },
      /"customerManagedKeys" .*does not take off again/,
    ],
    [
      "storage:StorageAccount",
      { sku: { name: "Standard_ZRS" } },
      /"redundancy" .*the account has ZRS.*migration start/,
    ],
  ])("are refused with their place: %s %j", async (type, outputs, expected) => {
    const refusal = await refusalOf({ [type]: outputs });
    expect(refusal).toMatch(expected);
    expect(refusal).toMatch(/\nNothing was changed\.$/);
  });

  it("are let through where copies come in another region only, and in stacks that hold nothing of Azure's", async () => {
    expect(await refusalOf({ "storage:StorageAccount": { sku: { name: "Standard_GRS" } } })).toBe("");
    const environment: Stack = { ...PLATFORM, name: "dev", kind: "environment" };
    expect(await refusalOf({ "network:VirtualNetwork": {} }, environment)).toBe("");
  });
});
