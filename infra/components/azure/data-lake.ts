import { AccessConnector } from "@pulumi/azure-native/databricks";
import { BlobContainer, BlobServiceProperties, ManagementPolicy, StorageAccount } from "@pulumi/azure-native/storage";
import * as pulumi from "@pulumi/pulumi";
import { reported } from "./reported";
import { assignRole } from "./role-assignment";

export interface DataLakeArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  subscriptionId: string;
  tenantId: string;
  tags: Record<string, string>;
  /** 3 to 24 lower-case letters and digits, unique in the world. */
  accountName: string;
  connectorName: string;
  /** Copies of the data: `LRS`, `ZRS`, `GRS` or `GZRS`. */
  redundancy: string;
  /** Days for which deleted files and containers can be restored. */
  softDeleteDays: number;
  /** Days after which tests' temporary files are deleted; without it there is no place for them. */
  temporaryDataDays?: number | undefined;
  /** Whether only private endpoints and the access connector reach the account. */
  privateOnly: boolean;
  /** Whether Pulumi refuses to delete the account and what it holds. Default: false. */
  protect?: boolean;
}

const CATALOG_CONTAINER = "catalog";
const TEMPORARY_CONTAINER = "temporary";

/** An environment's storage, and the identity through which Unity Catalog, and nothing else, reaches it. */
export class DataLake extends pulumi.ComponentResource {
  readonly account: StorageAccount;
  readonly connector: AccessConnector;
  /** Resource id of the account's blob service, which its logs are read from. */
  readonly blobServiceId: pulumi.Output<string>;
  /** `abfss://` address of the container that the catalog's managed data lie in. */
  readonly catalogUrl: pulumi.Output<string>;
  /** `abfss://` address of the container for temporary files, where there is one. */
  readonly temporaryUrl: pulumi.Output<string> | undefined;

  constructor(
    private readonly name: string,
    private readonly args: DataLakeArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:DataLake", name, {}, options);

    this.connector = this.createConnector();
    this.account = this.createAccount();
    this.blobServiceId = pulumi.interpolate`${this.account.id}/blobServices/default`;
    this.enableSoftDelete();
    const access = this.letConnectorIn();
    this.catalogUrl = this.createContainer(CATALOG_CONTAINER, access);
    this.temporaryUrl = this.createTemporaryContainer(access);

    this.registerOutputs({ catalogUrl: this.catalogUrl, temporaryUrl: this.temporaryUrl });
  }

  private createConnector(): AccessConnector {
    const { connectorName, location, resourceGroupName, tags } = this.args;
    return new AccessConnector(
      `${this.name}-connector`,
      { connectorName, resourceGroupName, location, tags, identity: { type: "SystemAssigned" } },
      { parent: this },
    );
  }

  private createAccount(): StorageAccount {
    const { accountName, location, privateOnly, protect, redundancy, resourceGroupName, tags, tenantId } = this.args;
    return new StorageAccount(
      `${this.name}-account`,
      {
        accountName,
        resourceGroupName,
        location,
        tags,
        kind: "StorageV2",
        sku: { name: `Standard_${redundancy}` },
        isHnsEnabled: true,
        minimumTlsVersion: "TLS1_2",
        enableHttpsTrafficOnly: true,
        allowBlobPublicAccess: false,
        allowSharedKeyAccess: false,
        isLocalUserEnabled: false,
        isSftpEnabled: false,
        defaultToOAuthAuthentication: true,
        allowCrossTenantReplication: false,
        publicNetworkAccess: "Enabled",
        networkRuleSet: {
          bypass: "AzureServices",
          defaultAction: privateOnly ? "Deny" : "Allow",
          // Unity Catalog's control plane checks paths and issues credentials from outside the virtual network.
          resourceAccessRules: [{ tenantId, resourceId: this.connector.id }],
        },
      },
      { parent: this, protect: protect ?? false },
    );
  }

  private enableSoftDelete(): void {
    const retention = { enabled: true, days: this.args.softDeleteDays };
    new BlobServiceProperties(
      `${this.name}-soft-delete`,
      {
        accountName: this.account.name,
        resourceGroupName: this.args.resourceGroupName,
        blobServicesName: "default",
        deleteRetentionPolicy: retention,
        containerDeleteRetentionPolicy: retention,
      },
      { parent: this },
    );
  }

  private letConnectorIn(): pulumi.Resource {
    const principalId = reported(
      this.connector.identity.apply((identity) => identity?.principalId),
      "identity of the access connector",
    );
    return assignRole(
      `${this.name}-connector-access`,
      {
        scope: this.account.id,
        principalId,
        role: "Storage Blob Data Contributor",
        subscriptionId: this.args.subscriptionId,
      },
      { parent: this },
    );
  }

  /** Its address resolves once the connector may use it: Unity Catalog tries that out before it accepts a location. */
  private createContainer(containerName: string, access: pulumi.Resource): pulumi.Output<string> {
    const container = new BlobContainer(
      `${this.name}-${containerName}`,
      {
        accountName: this.account.name,
        resourceGroupName: this.args.resourceGroupName,
        containerName,
        publicAccess: "None",
      },
      { parent: this, dependsOn: access, protect: this.args.protect ?? false },
    );
    return pulumi.interpolate`abfss://${container.name}@${this.account.name}.dfs.core.windows.net/`;
  }

  private createTemporaryContainer(access: pulumi.Resource): pulumi.Output<string> | undefined {
    const { resourceGroupName, temporaryDataDays } = this.args;
    if (temporaryDataDays === undefined) return undefined;
    new ManagementPolicy(
      `${this.name}-expiry`,
      {
        accountName: this.account.name,
        resourceGroupName,
        managementPolicyName: "default",
        policy: {
          rules: [
            {
              name: "delete-temporary-data",
              type: "Lifecycle",
              enabled: true,
              definition: {
                actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: temporaryDataDays } } },
                filters: { blobTypes: ["blockBlob"], prefixMatch: [`${TEMPORARY_CONTAINER}/`] },
              },
            },
          ],
        },
      },
      { parent: this },
    );
    return this.createContainer(TEMPORARY_CONTAINER, access);
  }
}
