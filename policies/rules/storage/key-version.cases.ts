import { type RuleCases, set } from "../../cases/planted";

const account = "azure-native:storage:StorageAccount";

const encryptedWith = (keyVersion?: string) => ({
  keySource: "Microsoft.Keyvault",
  keyVaultProperties: { keyVaultUri: "https://vault.example/", keyName: "storage", keyVersion },
});

export const cases: RuleCases = {
  caught: [
    {
      name: "a key in one version",
      changes: [set(account, "data-lake-account", { encryption: encryptedWith("0f3c5d7e9a1b4c6d") })],
      says: "0f3c5d7e9a1b4c6d",
    },
  ],
  leftAlone: [
    {
      name: "a key without a version",
      changes: [set(account, "data-lake-account", { encryption: encryptedWith() })],
    },
    {
      name: "a key whose version is empty",
      stack: "dev.platform",
      changes: [set(account, "data-lake-account", { encryption: encryptedWith("") })],
    },
  ],
};
