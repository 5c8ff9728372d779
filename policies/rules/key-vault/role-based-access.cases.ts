import { type RuleCases, set } from "../../cases/planted";

const vault = "azure-native:keyvault:Vault";

export const cases: RuleCases = {
  caught: [
    {
      name: "a vault that goes by access policies",
      changes: [set(vault, "key-vault-vault", { "properties.enableRbacAuthorization": false })],
      says: "is off",
    },
    {
      name: "a vault with a policy that would count once roles are off",
      stack: "staging.platform",
      changes: [
        set(vault, "key-vault-vault", {
          "properties.accessPolicies": [
            {
              objectId: "5d1c6c2e-7a57-4b0a-9c0c-6b1b6a3fb001",
              tenantId: "0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01",
              permissions: { secrets: ["get", "list"] },
            },
          ],
        }),
      ],
      says: "1 access policy gives",
    },
  ],
  leftAlone: [
    {
      name: "a vault whose list of access policies is empty",
      changes: [set(vault, "key-vault-vault", { "properties.accessPolicies": [] })],
    },
  ],
};
