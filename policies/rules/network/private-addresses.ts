import { addressRange, isPrivate } from "../../../azure/address-ranges";
import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSNET009",
  title: "Networks use private addresses",
  why: `A range that belongs to somebody on the internet cannot be reached from the network any more, and answers meant for
them may end up inside. It cannot be changed once a workspace is deployed.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:SE"],
  remediation:
    "Set `network.cidr` in `Pulumi.<environment>.yaml` to a range in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.",
  example: `config:
  lakestage:network:
    cidr: 10.30.0.0/20`,
  types: ["azure-native:network:VirtualNetwork"],
  check({ props }, report) {
    for (const [index, cidr] of (props.addressSpace?.addressPrefixes ?? []).entries()) {
      const range = addressRange(cidr);
      if (range && !isPrivate(range)) {
        report(`${cidr} holds public addresses`, `addressSpace.addressPrefixes[${index}]`);
      }
    }
  },
});
