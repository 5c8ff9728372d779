import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS004",
  title: "Clusters reach their control plane over Private Link",
  why: `Otherwise commands, results and credentials pass between clusters and control plane over public addresses, and the
network has to let its clusters out to the internet for it. Over Private Link the way out can be closed.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "CKV_AZURE_158"],
  remediation:
    "Set `lakestage:network.privateEndpoints: true` in Pulumi.<environment>.yaml, which is also the default.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:network:
    privateEndpoints: true`,
  types: ["azure-native:databricks:Workspace"],
  check({ props }, report) {
    // Azure's default is all rules.
    const rules = props.requiredNsgRules || "AllRules";
    if (rules !== "NoAzureDatabricksRules") {
      report(`the workspace asks for ${rules}, those of a control plane on the internet`, "requiredNsgRules");
    }
  },
});
