import { add, type RuleCases } from "../../cases/planted";

const key = "azure-native:keyvault:Key";
const place = { keyName: "exports", vaultName: "lakestage-prod-a39f", resourceGroupName: "lakestage-prod" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a key in production that software holds",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "EC", curveName: "P-384" } })],
      says: "type is EC",
    },
  ],
  leftAlone: [
    {
      name: "a key in production that hardware holds",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "EC-HSM", curveName: "P-384" } })],
    },
    {
      name: "a key in development that software holds",
      stack: "dev.platform",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "EC", curveName: "P-384" } })],
    },
  ],
};
