import { edit, type RuleCases } from "../../testing/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet for eleven machines",
      changes: [
        edit(subnet, "network-containers", (inputs) => {
          inputs.addressPrefix = "10.30.4.0/28";
        }),
      ],
      says: "16 addresses",
    },
    {
      name: "a subnet whose ranges stand in a list",
      stack: "staging",
      changes: [
        edit(subnet, "network-hosts", (inputs) => {
          delete inputs.addressPrefix;
          inputs.addressPrefixes = ["10.20.0.0/27"];
        }),
      ],
      says: "10.20.0.0/27",
    },
  ],
  leftAlone: [
    {
      name: "a subnet of private endpoints for eleven of them",
      changes: [
        edit(subnet, "network-endpoints", (inputs) => {
          inputs.addressPrefix = "10.30.8.0/28";
        }),
      ],
    },
    {
      name: "a subnet with just 64 addresses",
      changes: [
        edit(subnet, "network-hosts", (inputs) => {
          inputs.addressPrefix = "10.30.0.0/26";
        }),
      ],
    },
  ],
};
