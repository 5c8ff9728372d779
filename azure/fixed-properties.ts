/** What of a resource Azure does not change once it is deployed. */
export interface FixedProperty {
  /** Of the resource's inputs, the inner ones after a dot. */
  property: string;
  /** The setting that it comes from. */
  setting: string;
  /** Why it stays as it is. */
  because: string;
  /** Whether a change is one that Azure refuses. Default: every one is. */
  isRefused?: (before: unknown, after: unknown) => boolean;
  /** What to do beside leaving it as it is. Default: another environment. */
  otherwise?: string;
}

const addresses = (property: string): FixedProperty => ({
  property,
  setting: "network.cidr",
  because: "Azure changes no addresses of a network that a workspace is in",
});

const name = (property: string): FixedProperty => ({
  property,
  setting: "azure.prefix",
  because: "another name or subscription is another resource, and this one would be deleted with all that is in it",
});

const REGION: FixedProperty = {
  property: "location",
  setting: "azure.location",
  because: "Azure moves nothing to another region, and this would be deleted with all that is in it",
};

const isZoneRedundant = (sku: unknown): boolean => String(sku).endsWith("ZRS");

/**
 * Properties that a setting can change and Azure does not, by the resource's token. Typed, as Azure publishes no list: see
 * docs/decisions/0079-nothing-deployed-is-lost-sight-of.md.
 */
export const FIXED_PROPERTIES: Readonly<Record<string, readonly FixedProperty[]>> = {
  "azure-native:databricks:Workspace": [name("workspaceName"), REGION],
  "azure-native:keyvault:Vault": [
    name("vaultName"),
    REGION,
    {
      property: "properties.softDeleteRetentionInDays",
      setting: "keyVault.softDeleteDays",
      because: "a vault keeps the days that it was made with",
    },
    {
      property: "properties.enablePurgeProtection",
      setting: "keyVault.purgeProtection",
      because: "nobody takes the protection off a vault that has it",
      isRefused: (before) => before === true,
    },
  ],
  "azure-native:network:Subnet": [addresses("addressPrefix")],
  "azure-native:network:VirtualNetwork": [addresses("addressSpace.addressPrefixes"), REGION],
  "azure-native:operationalinsights:Workspace": [name("workspaceName"), REGION],
  "azure-native:resources:ResourceGroup": [name("resourceGroupName"), REGION],
  "azure-native:storage:StorageAccount": [
    name("accountName"),
    REGION,
    {
      property: "sku.name",
      setting: "storage.redundancy",
      because: "Azure spreads an account over zones, or takes it back, by a conversion only",
      isRefused: (before, after) => isZoneRedundant(before) !== isZoneRedundant(after),
      otherwise: "convert the account (az storage account migration start), and take that over: lakestage refresh",
    },
  ],
};
