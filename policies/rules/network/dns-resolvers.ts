import { addressRange, isPrivate } from "../../../azure/address-ranges";
import { ALWAYS, resourceRule } from "../../rule";

/** Azure's own resolver, the same in every network. */
const AZURE_DNS = "168.63.129.16";

export const rule = resourceRule({
  id: "LSNET013",
  title: "Networks ask no resolver on the internet",
  why: `A public resolver does not know private zones, so names of storage and vault lead to their public addresses and are
refused. It also learns every name that the network asks for, which is a way to carry data out.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:RE"],
  remediation: "Remove `dhcpOptions.dnsServers`, or name resolvers with private addresses that forward to Azure.",
  example: `new VirtualNetwork("network", { ..., dhcpOptions: { dnsServers: ["10.0.0.4"] } });`,
  types: ["azure-native:network:VirtualNetwork"],
  check({ props }, report) {
    for (const [index, server] of (props.dhcpOptions?.dnsServers ?? []).entries()) {
      const address = addressRange(server);
      if (server !== AZURE_DNS && !(address && isPrivate(address))) {
        report(`names are asked of ${server}`, `dhcpOptions.dnsServers[${index}]`);
      }
    }
  },
});
