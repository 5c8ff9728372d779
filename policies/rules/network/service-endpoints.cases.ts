import { type RuleCases, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a way to everybody's storage",
      changes: [
        set(subnet, "network-hosts", {
          serviceEndpoints: [{ service: "Microsoft.Storage", locations: ["westeurope"] }],
        }),
      ],
      says: "Microsoft.Storage",
    },
    {
      name: "a way to everybody's vaults, beside a policy for storage",
      changes: [
        set(subnet, "network-hosts", {
          serviceEndpoints: [{ service: "Microsoft.Storage" }, { service: "Microsoft.KeyVault" }],
          serviceEndpointPolicies: [{ id: "policy" }],
        }),
      ],
      says: "Microsoft.KeyVault",
    },
  ],
  leftAlone: [
    {
      name: "a way to the accounts that a policy names",
      changes: [
        set(subnet, "network-hosts", {
          serviceEndpoints: [{ service: "Microsoft.Storage" }],
          serviceEndpointPolicies: [{ id: "policy" }],
        }),
      ],
    },
  ],
};
