import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import { reportAccountsLacking } from "./shared/accounts-lacking";

/** Unity Catalog and Spark speak to dfs; some clients of theirs, and soft delete, to blob. */
const SUB_RESOURCES = ["dfs", "blob"];

export const rule = stackRule({
  id: "LSSTOR018",
  title: "Clusters reach storage over private endpoints, for dfs and for blob",
  why: `Without them the traffic between clusters and data takes the account's public address, and the firewall has to be
open for it. With one of the two only, half of the clients are refused by the firewall.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "CKV2_AZURE_33"],
  remediation:
    "Leave `network.privateEndpoints` on in `Pulumi.<environment>.yaml`; give other accounts one endpoint for `dfs` and one for `blob`.",
  example: `config:
  lakestage:network:
    cidr: 10.30.0.0/20
    privateEndpoints: true`,
  types: ["azure-native:network:PrivateEndpoint", "azure-native:network:Subnet", "azure-native:storage:StorageAccount"],
  check(stack, report) {
    const subnets = stack.ofType("azure-native:network:Subnet").map(({ urn }) => urn);
    const connections = stack
      .ofType("azure-native:network:PrivateEndpoint")
      // Those in other environments' networks are for their clusters.
      .filter(({ propertyDependencies }) => subnets.some((urn) => propertyDependencies.subnet?.includes(urn)))
      .flatMap(({ props }) => props.privateLinkServiceConnections ?? []);
    const several = stack.ofType("azure-native:storage:StorageAccount").length > 1;
    for (const subResource of SUB_RESOURCES) {
      const reaching = connections.filter(({ groupIds }) => groupIds?.includes(subResource));
      // Which account one leads to, the first preview does not know: asked only where it matters.
      const covered = several
        ? new Set(reaching.map(({ privateLinkServiceId }) => privateLinkServiceId)).size
        : reaching.length;
      reportAccountsLacking(stack, { covered, missing: `private endpoint for ${subResource}` }, report);
    }
  },
});
