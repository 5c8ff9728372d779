import { Workspace } from "@pulumi/azure-native/databricks";
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "./key-vault";
import { reported } from "./reported";
import { assignRole } from "./role-assignment";

/** The virtual network that the workspace's clusters run in. */
export interface Injection {
  virtualNetworkId: pulumi.Input<string>;
  /** Subnet of the clusters' hosts; the API calls it public, though nothing in it is. */
  hostSubnetName: pulumi.Input<string>;
  /** Subnet of the containers on them; the API calls it private. */
  containerSubnetName: pulumi.Input<string>;
}

/** A key of our own, and the vault that it lies in. */
export interface CustomerManagedKey {
  key: EncryptionKey;
  /** Resource id of the vault. */
  vaultId: pulumi.Input<string>;
}

export interface DatabricksWorkspaceArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  subscriptionId: string;
  tags: Record<string, string>;
  workspaceName: string;
  /** Name of the group that Azure Databricks makes for itself. */
  managedResourceGroupName: string;
  injection: Injection;
  /** Whether clusters reach the control plane over a private endpoint, which changes the network rules it asks for. */
  privateControlPlane: boolean;
  /** Whether the workspace's pages and API answer on the internet. */
  publicAccess: boolean;
  /** Encrypts notebooks, queries and clusters' disks. Default: Microsoft's own keys. */
  encryption?: CustomerManagedKey | undefined;
  /** What the workspace will use in the account: made before it, and deleted after it. Default: nothing. */
  uses?: pulumi.Resource[];
  /** Whether Pulumi refuses to delete the workspace. Default: false. */
  protect?: boolean;
}

/** An Azure Databricks workspace: premium, in our network, its clusters without public addresses. */
export class DatabricksWorkspace extends pulumi.ComponentResource {
  readonly resource: Workspace;
  /** The workspace's id in Databricks: digits. */
  readonly workspaceId: pulumi.Output<string>;
  /** Host as Azure reports it: a bare name, which the Databricks provider takes as it is. */
  readonly host: pulumi.Output<string>;
  /** Address for people. */
  readonly url: pulumi.Output<string>;

  constructor(
    private readonly name: string,
    private readonly args: DatabricksWorkspaceArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:DatabricksWorkspace", name, {}, options);

    this.resource = this.createWorkspace();
    this.workspaceId = this.resource.workspaceId;
    this.host = this.resource.workspaceUrl;
    this.url = this.host.apply((host) => (URL.canParse(host) ? host : `https://${host}`));

    if (args.encryption) this.letDisksUseKey(args.encryption);

    this.registerOutputs({ workspaceId: this.workspaceId, url: this.url });
  }

  private createWorkspace(): Workspace {
    const { injection, privateControlPlane, publicAccess, subscriptionId, ...args } = this.args;
    return new Workspace(
      `${this.name}-workspace`,
      {
        workspaceName: args.workspaceName,
        resourceGroupName: args.resourceGroupName,
        location: args.location,
        tags: args.tags,
        sku: { name: "premium" },
        // Clusters in our network, beside serverless compute in Databricks'.
        computeMode: "Hybrid",
        managedResourceGroupId: `/subscriptions/${subscriptionId}/resourceGroups/${args.managedResourceGroupName}`,
        publicNetworkAccess: publicAccess ? "Enabled" : "Disabled",
        requiredNsgRules: privateControlPlane ? "NoAzureDatabricksRules" : "AllRules",
        parameters: {
          enableNoPublicIp: { value: true },
          customVirtualNetworkId: { value: injection.virtualNetworkId },
          customPublicSubnetName: { value: injection.hostSubnetName },
          customPrivateSubnetName: { value: injection.containerSubnetName },
        },
        ...(args.encryption && { encryption: { entities: encryptedWith(args.encryption.key) } }),
      },
      { parent: this, dependsOn: args.uses ?? [], protect: args.protect ?? false },
    );
  }

  /** The workspace makes the identity that encrypts its clusters' disks, so that it can be let in only afterwards. */
  private letDisksUseKey({ vaultId }: CustomerManagedKey): void {
    assignRole(
      `${this.name}-disk-encryption`,
      {
        scope: vaultId,
        principalId: reported(
          this.resource.managedDiskIdentity.apply((identity) => identity?.principalId),
          "identity that encrypts the clusters' disks",
        ),
        role: "Key Vault Crypto Service Encryption User",
        subscriptionId: this.args.subscriptionId,
      },
      { parent: this },
    );
  }
}

function encryptedWith({ name, vaultUri, version }: EncryptionKey) {
  const key = {
    keySource: "Microsoft.Keyvault",
    keyVaultProperties: { keyName: name, keyVaultUri: vaultUri, keyVersion: version },
  };
  return { managedServices: key, managedDisk: { ...key, rotationToLatestKeyVersionEnabled: true } };
}
