import { type RuleCases, set } from "../../cases/planted";

const credential = "databricks:index/storageCredential:StorageCredential";

export const cases: RuleCases = {
  caught: [
    {
      name: "a service principal with a secret",
      changes: [
        set(credential, "unity-catalog-credential", {
          azureManagedIdentity: undefined,
          azureServicePrincipal: {
            applicationId: "app",
            clientSecret: "given elsewhere",
            directoryId: "tenant",
          },
        }),
      ],
      says: "azureServicePrincipal",
    },
    {
      name: "a credential without an identity",
      stack: "dev.platform",
      changes: [set(credential, "unity-catalog-credential", { azureManagedIdentity: undefined })],
      says: "no managed identity",
      engineFree: "the provider refuses it by itself",
    },
  ],
  leftAlone: [
    {
      name: "another connector's identity, with an empty block beside it",
      changes: [
        set(credential, "unity-catalog-credential", {
          azureManagedIdentity: { accessConnectorId: "another", managedIdentityId: "assigned" },
          databricksGcpServiceAccount: {},
        }),
      ],
    },
  ],
};
