/**
 * Properties that the npm package calls otherwise than ARM does, by ARM shape: Azure's API descriptions give them a name
 * for clients, which no declaration here carries.
 */
export const renamedProperties: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "armkeyvault.KeyAttributes": { expires: "exp", notBefore: "nbf" },
  "armkeyvault.KeyProperties": { releasePolicy: "release_policy" },
  "armnetwork.IpamPoolPrefixAllocation": { id: "pool.id" },
  "armstorage.AccountProperties": {
    enableHttpsTrafficOnly: "supportsHttpsTrafficOnly",
    enableNfsV3: "isNfsV3Enabled",
    networkRuleSet: "networkAcls",
  },
  "armstorage.AccountPropertiesCreateParameters": {
    enableHttpsTrafficOnly: "supportsHttpsTrafficOnly",
    enableNfsV3: "isNfsV3Enabled",
    networkRuleSet: "networkAcls",
  },
  "armstorage.Encryption": { encryptionIdentity: "identity" },
  "armstorage.EncryptionIdentity": {
    encryptionFederatedIdentityClientId: "federatedIdentityClientId",
    encryptionUserAssignedIdentity: "userAssignedIdentity",
  },
  "armstorage.IPRule": { iPAddressOrRange: "value" },
  "armstorage.VirtualNetworkRule": { virtualNetworkResourceId: "id" },
};
