import { add, type RuleCases } from "../../cases/planted";

const key = "azure-native:keyvault:Key";
const place = { keyName: "exports", vaultName: "lakestage-prod-a39f", resourceGroupName: "lakestage-prod" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a short key",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "RSA-HSM", keySize: 2048 } })],
      says: "2048 bits",
    },
    {
      name: "a key that does not say, for which Azure takes 2048 bits",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "RSA" } })],
      says: "the key has 2048 bits, fewer than 3072",
    },
  ],
  leftAlone: [
    {
      name: "an elliptic curve key, which needs fewer bits",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "EC", curveName: "P-384" } })],
    },
    {
      name: "a long key",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "RSA", keySize: 4096 } })],
    },
  ],
};
