import { add, type RuleCases } from "../../cases/planted";

const key = "azure-native:keyvault:Key";
const place = { keyName: "exports", vaultName: "lakestage-prod-a39f", resourceGroupName: "lakestage-prod" };

export const cases: RuleCases = {
  caught: [
    {
      name: "a key that lives for ever",
      changes: [add(key, "exports-key", { ...place, properties: { kty: "RSA", keySize: 3072 } })],
      says: "neither a rotation nor an end",
    },
    {
      name: "a key whose age only brings a notice",
      changes: [
        add(key, "exports-key", {
          ...place,
          properties: {
            kty: "EC",
            rotationPolicy: {
              lifetimeActions: [{ action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } }],
            },
          },
        }),
      ],
      says: "the key has neither a rotation nor an end",
    },
  ],
  leftAlone: [
    {
      name: "a key that is rotated every year",
      changes: [
        add(key, "exports-key", {
          ...place,
          properties: {
            kty: "RSA",
            rotationPolicy: {
              lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P1Y" } }],
            },
          },
        }),
      ],
    },
    {
      name: "a key that is not rotated, and ends",
      changes: [
        add(key, "exports-key", { ...place, properties: { kty: "RSA", attributes: { expires: 1_830_297_600 } } }),
      ],
    },
  ],
};
