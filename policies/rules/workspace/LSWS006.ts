import { ALWAYS, stackRule } from "../../rule";

/** The workspace's pages and API, and its clusters' way to the control plane. */
const API = "databricks_ui_api";
/** Where signing in returns to. */
const SIGN_IN = "browser_authentication";

export const rule = stackRule({
  id: "LSWS006",
  title: "Where a workspace's public way is closed, a private one is open",
  why: `A workspace that expects its clusters over Private Link and has no endpoint for them starts none. One without public
access and without an endpoint for signing in locks everybody out, those who could mend it among them.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:SE", "CKV_AZURE_158"],
  remediation:
    "Keep `lakestage:network.privateEndpoints: true` in Pulumi.<environment>.yaml, and declare a private endpoint for each sub-resource that the message names.",
  example: `new PrivateEndpoint("sign-in", {
  ...,
  privateLinkServiceConnections: [
    { name: "sign-in", privateLinkServiceId: workspace.id, groupIds: ["browser_authentication"] },
  ],
});`,
  check(stack, report) {
    const endpoints = new Map<string, number>();
    stack.each("azure-native:network:PrivateEndpoint", ({ props }) => {
      for (const { groupIds } of props.privateLinkServiceConnections ?? []) {
        for (const group of groupIds ?? []) endpoints.set(group, (endpoints.get(group) ?? 0) + 1);
      }
    });
    stack.each("azure-native:databricks:Workspace", (workspace) => {
      const { publicNetworkAccess, requiredNsgRules } = workspace.props;
      const closed = publicNetworkAccess === "Disabled";
      if ((closed || requiredNsgRules === "NoAzureDatabricksRules") && !endpoints.has(API)) {
        report(
          `clusters are expected over Private Link, and there is no private endpoint for ${API}`,
          workspace,
          "requiredNsgRules",
        );
      }
      if (closed && !endpoints.has(SIGN_IN)) {
        report(
          `public access is off, and there is no private endpoint for ${SIGN_IN}`,
          workspace,
          "publicNetworkAccess",
        );
      }
    });
  },
});
