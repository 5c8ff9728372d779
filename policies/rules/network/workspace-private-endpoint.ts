import { ALWAYS, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSNET015",
  title: "A workspace that is cut off from Databricks' public address has a private endpoint",
  why: `With Databricks' own security rules left out, or public access off, clusters reach their control plane over a private
endpoint only. Without one no cluster starts, and people cannot open the workspace.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:SE"],
  remediation:
    "Leave `network.privateEndpoints` on in `Pulumi.<environment>.yaml`; elsewhere add a private endpoint for `databricks_ui_api`.",
  example: `config:
  lakestage:network:
    cidr: 10.30.0.0/20
    privateEndpoints: true
    publicAccess: false`,
  types: ["azure-native:databricks:Workspace", "azure-native:network:PrivateEndpoint"],
  check(stack, report) {
    const endpoints = stack
      .ofType("azure-native:network:PrivateEndpoint")
      .flatMap(({ props }) => props.privateLinkServiceConnections ?? [])
      .filter(({ groupIds }) => groupIds?.includes("databricks_ui_api")).length;
    const workspaces = stack.ofType("azure-native:databricks:Workspace");
    const cutOff = workspaces.filter(
      ({ props }) => props.requiredNsgRules === "NoAzureDatabricksRules" || props.publicNetworkAccess === "Disabled",
    );
    // More endpoints than that may lead to one workspace; which one, a first preview does not know.
    if (endpoints >= cutOff.length) return;
    for (const workspace of cutOff) {
      report("nothing leads to its control plane: no private endpoint for databricks_ui_api", workspace);
    }
  },
});
