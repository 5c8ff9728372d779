import { edit, type RuleCases } from "../../testing/planted";

const credential = "databricks:index/storageCredential:StorageCredential";

export const cases: RuleCases = {
  caught: [
    {
      name: "a service principal with a secret",
      changes: [
        edit(credential, "unity-catalog-credential", (inputs) => {
          delete inputs.azureManagedIdentity;
          inputs.azureServicePrincipal = {
            applicationId: "app",
            clientSecret: "given elsewhere",
            directoryId: "tenant",
          };
        }),
      ],
      says: "azureServicePrincipal",
    },
    {
      name: "a credential without an identity",
      stack: "dev",
      changes: [
        edit(credential, "unity-catalog-credential", (inputs) => {
          delete inputs.azureManagedIdentity;
        }),
      ],
      says: "no managed identity",
      engineFree: "the provider refuses it by itself",
    },
  ],
  leftAlone: [
    {
      name: "another connector's identity, with an empty block beside it",
      changes: [
        edit(credential, "unity-catalog-credential", (inputs) => {
          inputs.azureManagedIdentity = { accessConnectorId: "another", managedIdentityId: "assigned" };
          inputs.databricksGcpServiceAccount = {};
        }),
      ],
    },
  ],
};
