import { add, type RuleCases } from "../../cases/planted";

const secret = "azure-native:keyvault:Secret";
const place = { secretName: "warehouse", vaultName: "lakestage-prod-a39f", resourceGroupName: "lakestage-prod" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a secret that only its name tells something of",
      changes: [add(secret, "warehouse-secret", { ...place, properties: { attributes: { expires: 1_830_297_600 } } })],
      says: "no content type",
      engineFree: "the sandbox has no azure-native:keyvault:Secret",
    },
    {
      name: "a content type of blanks",
      changes: [add(secret, "warehouse-secret", { ...place, properties: { contentType: " " } })],
      engineFree: "the sandbox has no azure-native:keyvault:Secret",
      says: "the secret has no content type",
    },
  ],
  leftAlone: [
    {
      name: "a secret with a content type",
      changes: [add(secret, "warehouse-secret", { ...place, properties: { contentType: "connection string" } })],
    },
  ],
};
