import { ALWAYS, resourceRule } from "../../rule";
import { isAnywhere, openings } from "./shared/security-rules";

export const rule = resourceRule({
  id: "LSNET002",
  title: "Security groups let nobody in from anywhere",
  why: `Machines that anyone on the internet, or anyone who rents a machine in Azure, can reach are found and tried within
minutes. Nothing has to come in: clusters open their connection to Databricks themselves.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.NSG.AnyInboundSource"],
  remediation:
    "Name the addresses, a narrow service tag or `VirtualNetwork` in the rule's `sourceAddressPrefix`, or remove the rule.",
  example: `{ name: "from-network", direction: "Inbound", access: "Allow", sourceAddressPrefix: "VirtualNetwork", ... }`,
  types: ["azure-native:network:NetworkSecurityGroup"],
  check({ props }, report) {
    for (const { from, name, path } of openings(props, "Inbound")) {
      // Any customer of Azure has an address in AzureCloud.
      const open = from.filter((source) => isAnywhere(source) || /^azurecloud(\.|$)/i.test(source));
      if (open.length > 0) report(`"${name}" lets in ${open.join(", ")}`, path);
    }
  },
});
