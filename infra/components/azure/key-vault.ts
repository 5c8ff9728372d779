import { Key, Vault } from "@pulumi/azure-native/keyvault";
import * as pulumi from "@pulumi/pulumi";
import { reported } from "./reported";
import { assignRole } from "./role-assignment";

/** A version of a key. */
export interface EncryptionKey {
  name: pulumi.Input<string>;
  version: pulumi.Input<string>;
  vaultUri: pulumi.Input<string>;
}

export interface KeyVaultArgs {
  resourceGroupName: pulumi.Input<string>;
  location: string;
  subscriptionId: string;
  tenantId: string;
  tags: Record<string, string>;
  /** 3 to 24 letters, digits and dashes, unique in the world. */
  vaultName: string;
  /** Days for which what was deleted can be recovered: 7 to 90. */
  softDeleteDays: number;
  /** Whether nobody can empty the vault's bin before that. Cannot be switched off again. */
  purgeProtection: boolean;
  /** Whether to take the deleted vault of this name out of the bin. Default: false, a new vault. */
  recoverDeleted?: boolean;
  /** Whether only private endpoints reach the vault. */
  privateOnly: boolean;
  /** Object id of Azure Databricks in the tenant; lets it read secrets and use the key. Default: it may do neither. */
  databricksObjectId?: string | undefined;
  /** Whether to make a key for the workspace's data. Default: false. */
  encryptionKey?: boolean;
  /** Whether Pulumi refuses to delete the vault. Default: false. */
  protect?: boolean;
}

/** An environment's key vault: permissions by role assignments only, and with a key for the workspace where asked for. */
export class KeyVault extends pulumi.ComponentResource {
  readonly vault: Vault;
  /** Address of the vault's API. */
  readonly uri: pulumi.Output<string>;
  /** The workspace's key, which resolves once Azure Databricks may use it. */
  readonly encryptionKey: EncryptionKey | undefined;

  constructor(
    private readonly name: string,
    private readonly args: KeyVaultArgs,
    options?: pulumi.ComponentResourceOptions,
  ) {
    super("lakestage:azure:KeyVault", name, {}, options);

    this.vault = this.createVault();
    this.uri = reported(
      this.vault.properties.apply(({ vaultUri }) => vaultUri),
      "address of the key vault",
    );
    const access = this.letDatabricksIn();
    this.encryptionKey = args.encryptionKey ? this.createKey(access) : undefined;

    this.registerOutputs({ uri: this.uri });
  }

  private createVault(): Vault {
    const { location, privateOnly, purgeProtection, resourceGroupName, softDeleteDays, tags, tenantId } = this.args;
    return new Vault(
      `${this.name}-vault`,
      {
        vaultName: this.args.vaultName,
        resourceGroupName,
        location,
        tags,
        properties: {
          tenantId,
          sku: { family: "A", name: "standard" },
          enableRbacAuthorization: true,
          enableSoftDelete: true,
          softDeleteRetentionInDays: softDeleteDays,
          // Azure accepts true or nothing here, never false.
          ...(purgeProtection && { enablePurgeProtection: true }),
          ...(this.args.recoverDeleted && { createMode: "recover" as const }),
          publicNetworkAccess: "Enabled",
          networkAcls: { bypass: "AzureServices", defaultAction: privateOnly ? "Deny" : "Allow" },
        },
      },
      // How the vault came to be matters once: asking for a recovery, or no longer, is no change to the vault there is.
      { parent: this, ignoreChanges: ["properties.createMode"], protect: this.args.protect ?? false },
    );
  }

  private letDatabricksIn(): pulumi.Resource[] {
    const { databricksObjectId, encryptionKey, subscriptionId } = this.args;
    if (databricksObjectId === undefined) return [];
    const assigned = { scope: this.vault.id, principalId: databricksObjectId, subscriptionId };
    const secrets = assignRole(
      `${this.name}-databricks-secrets`,
      { ...assigned, role: "Key Vault Secrets User" },
      { parent: this },
    );
    if (!encryptionKey) return [secrets];
    const keys = assignRole(
      `${this.name}-databricks-keys`,
      { ...assigned, role: "Key Vault Crypto Service Encryption User" },
      { parent: this },
    );
    return [secrets, keys];
  }

  private createKey(access: pulumi.Resource[]): EncryptionKey {
    const key = new Key(
      `${this.name}-workspace-key`,
      {
        keyName: "databricks-workspace",
        vaultName: this.vault.name,
        resourceGroupName: this.args.resourceGroupName,
        properties: { kty: "RSA", keySize: 3072, keyOps: ["wrapKey", "unwrapKey"] },
      },
      // A key is deleted through the vault's own API, where nobody has a role here, and which the network shuts out. It
      // goes with the vault.
      { parent: this, dependsOn: access, protect: this.args.protect ?? false, retainOnDelete: true },
    );
    return {
      name: key.name,
      version: reported(
        key.keyUriWithVersion.apply((uri) => uri.split("/").at(-1)),
        "version of the workspace's key",
      ),
      vaultUri: this.uri,
    };
  }
}
