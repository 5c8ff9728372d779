import { type RuleCases, set } from "../../cases/planted";

const subnet = "azure-native:network:Subnet";

export const cases: RuleCases = {
  caught: [
    {
      name: "a subnet for eleven machines",
      changes: [set(subnet, "network-containers", { addressPrefix: "10.30.4.0/28" })],
      says: "16 addresses",
    },
    {
      name: "a subnet whose ranges stand in a list",
      stack: "staging.platform",
      changes: [set(subnet, "network-hosts", { addressPrefix: undefined, addressPrefixes: ["10.20.0.0/27"] })],
      says: "10.20.0.0/27",
    },
  ],
  leftAlone: [
    {
      name: "a subnet of private endpoints for eleven of them",
      changes: [set(subnet, "network-endpoints", { addressPrefix: "10.30.8.0/28" })],
    },
    {
      name: "a subnet with just 64 addresses",
      changes: [set(subnet, "network-hosts", { addressPrefix: "10.30.0.0/26" })],
    },
  ],
};
