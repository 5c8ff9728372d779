import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSNET014",
  title: "Private endpoints are approved as they are made",
  why: `A connection that waits for somebody's approval leads nowhere, while DNS already points to it. One that others have
to approve leads to a resource of theirs, and what is sent there is out of our hands.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:RE", "WAF:SE"],
  remediation: "Move the connection from `manualPrivateLinkServiceConnections` to `privateLinkServiceConnections`.",
  example: `new PrivateEndpoint("vault", {
  ...,
  privateLinkServiceConnections: [{ name: "vault", privateLinkServiceId: vault.id, groupIds: ["vault"] }],
});`,
  types: ["azure-native:network:PrivateEndpoint"],
  check({ props }, report) {
    for (const [index, { name }] of (props.manualPrivateLinkServiceConnections ?? []).entries()) {
      report(
        `the connection "${name ?? index}" waits for an approval`,
        `manualPrivateLinkServiceConnections[${index}]`,
      );
    }
  },
});
