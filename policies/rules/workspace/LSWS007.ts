import { addressCount } from "../../../azure/address-ranges";
import { ALWAYS, resourceRule } from "../../rule";

/** A large company's own range. */
const MOST = 65_536;

export const rule = resourceRule({
  id: "LSWS007",
  title: "IP access lists let in no wide range of addresses",
  why: `A list that admits a provider's range, or all addresses, looks like a guard and is none. One that is switched off is
the same.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "In `lakestage:workspace.ipAccessList` of Pulumi.<environment>.yaml name your own addresses and ranges, none wider than /16.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    ipAccessList: [198.51.100.0/24]`,
  types: ["databricks:index/ipAccessList:IpAccessList"],
  check({ props }, report) {
    // A list of type BLOCK lets nobody in.
    if (props.listType?.toUpperCase() !== "ALLOW") return;
    if (props.enabled === false) report("the list is switched off", "enabled");
    for (const [index, address] of (props.ipAddresses ?? []).entries()) {
      const count = addressCount(address);
      if (count > MOST) report(`${address} lets in ${count} addresses`, `ipAddresses[${index}]`);
    }
  },
});
