import { add, type RuleCases } from "../../cases/planted";

const key = "azure-native:keyvault:Key";
const place = { keyName: "exports", vaultName: "lakestage-prod-a39f", resourceGroupName: "lakestage-prod" };

export const cases: RuleCases = {
  caught: [
    {
      name: "an exportable key",
      changes: [
        add(key, "exports-key", { ...place, properties: { kty: "RSA-HSM", attributes: { exportable: true } } }),
      ],
      says: "may be exported",
    },
    {
      name: "a key with a release policy",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "RSA-HSM", releasePolicy: { data: "e30" } } })],
      says: "releases",
    },
  ],
  leftAlone: [
    {
      name: "a key that says that it is not exportable, with an empty release policy",
      changes: [
        add(key, "exports-key", {
          ...place,
          properties: { kty: "RSA", attributes: { exportable: false }, releasePolicy: {} },
        }),
      ],
    },
  ],
};
