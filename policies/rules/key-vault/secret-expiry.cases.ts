import { add, type RuleCases } from "../../cases/planted";

const secret = "azure-native:keyvault:Secret";
const place = { secretName: "warehouse", vaultName: "lakestage-prod-a39f", resourceGroupName: "lakestage-prod" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a secret without an end",
      changes: [add(secret, "warehouse-secret", { ...place, properties: { contentType: "connection string" } })],
      says: "does not end",
      engineFree: "the sandbox has no azure-native:keyvault:Secret",
    },
    {
      name: "a secret that has a beginning only",
      changes: [
        add(secret, "warehouse-secret", { ...place, properties: { attributes: { notBefore: 1_798_761_600 } } }),
      ],
      engineFree: "the sandbox has no azure-native:keyvault:Secret",
      says: "the secret does not end",
    },
  ],
  leftAlone: [
    {
      name: "a secret that ends",
      changes: [add(secret, "warehouse-secret", { ...place, properties: { attributes: { expires: 1_830_297_600 } } })],
    },
  ],
};
