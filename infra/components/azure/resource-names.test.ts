import { resourceNames } from "./resource-names";

const SUBSCRIPTION = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
const longest = { prefix: "abcdefghij", environment: "klmnopqr", subscriptionId: SUBSCRIPTION };

describe("names of Azure resources", () => {
  it("are the same at every run", () => {
    expect(JSON.stringify(resourceNames(longest))).toBe(JSON.stringify(resourceNames(longest)));
  });

  it("keep the rules of storage accounts and key vaults, however long their parts may be", () => {
    const { keyVault, storageAccount } = resourceNames(longest);
    expect(storageAccount).toMatch(/^[a-z0-9]{3,24}$/);
    expect(keyVault).toMatch(/^[a-z][a-z0-9-]{1,22}[a-z0-9]$/);
  });

  it("differ between subscriptions where the whole world shares them", () => {
    const other = resourceNames({ ...longest, subscriptionId: "00000000-0000-4000-8000-000000000000" });
    expect(other.storageAccount).not.toBe(resourceNames(longest).storageAccount);
    expect(other.keyVault).not.toBe(resourceNames(longest).keyVault);
    expect(other.resourceGroup).toBe(resourceNames(longest).resourceGroup);
  });
});
