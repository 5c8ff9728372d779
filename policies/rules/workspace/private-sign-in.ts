import { ALWAYS, stackRule } from "../../rule";

/** Where signing in returns to. */
const SIGN_IN = "browser_authentication";

export const rule = stackRule({
  id: "LSWS006",
  title: "People can sign in to a workspace that is closed to the internet",
  why: `Signing in ends with a call back to the region's sign-in address. With public access off and no private endpoint for
it, nobody gets in, those who could mend it among them.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation:
    "Set `lakestage:network.publicAccess: false` in Pulumi.<environment>.yaml rather than the property: that declares the endpoint too. By hand, add one for `browser_authentication`.",
  example: `new PrivateEndpoint("sign-in", {
  ...,
  privateLinkServiceConnections: [
    { name: "sign-in", privateLinkServiceId: workspace.id, groupIds: ["browser_authentication"] },
  ],
});`,
  types: ["azure-native:databricks:Workspace", "azure-native:network:PrivateEndpoint"],
  check(stack, report) {
    let endpoint = false;
    stack.each("azure-native:network:PrivateEndpoint", ({ props }) => {
      endpoint ||= props.privateLinkServiceConnections?.some(({ groupIds }) => groupIds?.includes(SIGN_IN)) ?? false;
    });
    if (endpoint) return;
    stack.each("azure-native:databricks:Workspace", (workspace) => {
      if (workspace.props.publicNetworkAccess === "Disabled") {
        report(
          `public access is off, and there is no private endpoint for ${SIGN_IN}`,
          workspace,
          "publicNetworkAccess",
        );
      }
    });
  },
});
