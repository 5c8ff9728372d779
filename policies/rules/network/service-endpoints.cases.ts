import { edit, type RuleCases } from "../../testing/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a way to everybody's storage",
      changes: [
        edit(subnet, "network-hosts", (inputs) => {
          inputs.serviceEndpoints = [{ service: "Microsoft.Storage", locations: ["westeurope"] }];
        }),
      ],
      says: "Microsoft.Storage",
    },
    {
      name: "a way to everybody's vaults, beside a policy for storage",
      changes: [
        edit(subnet, "network-hosts", (inputs) => {
          inputs.serviceEndpoints = [{ service: "Microsoft.Storage" }, { service: "Microsoft.KeyVault" }];
          inputs.serviceEndpointPolicies = [{ id: "policy" }];
        }),
      ],
      says: "Microsoft.KeyVault",
    },
  ],
  leftAlone: [
    {
      name: "a way to the accounts that a policy names",
      changes: [
        edit(subnet, "network-hosts", (inputs) => {
          inputs.serviceEndpoints = [{ service: "Microsoft.Storage" }];
          inputs.serviceEndpointPolicies = [{ id: "policy" }];
        }),
      ],
    },
  ],
};
