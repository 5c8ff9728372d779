import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { hasPublicEndpoint } from "./shared/public-endpoint";

export const rule = resourceRule({
  id: "LSSTOR006",
  title: "Storage refuses the internet unless somebody is let in by name",
  why: `With an open firewall, a token that leaks opens the data from anywhere. With a closed one the thief must be inside
the network as well.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "CKV_AZURE_35"],
  remediation:
    'Leave `network.privateEndpoints` on in `Pulumi.<environment>.yaml`; for other accounts set `networkRuleSet.defaultAction: "Deny"`.',
  example: `config:
  lakestage:network:
    cidr: 10.30.0.0/20
    privateEndpoints: true`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    if (!hasPublicEndpoint(props)) return;
    const defaultAction = props.networkRuleSet?.defaultAction;
    // Without a rule set, Azure lets everybody in.
    if (defaultAction !== "Deny") {
      report(
        `the firewall's default is ${defaultAction ? `"${defaultAction}"` : "not set, which is to allow"}`,
        "networkRuleSet.defaultAction",
      );
    }
  },
});
