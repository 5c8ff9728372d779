import { ALWAYS, stackRule } from "../../rule";
import { isForClusters, subnetsIn } from "./shared/subnets";

export const rule = stackRule({
  id: "LSNET006",
  title: "A workspace in our network has two subnets of its own, delegated to Databricks",
  why: `Azure refuses the workspace otherwise, half-way through a deployment. The delegation is also what lets Databricks
keep its security rules right, and keeps other resources out of the clusters' subnets.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:RE"],
  remediation: "Give the subnets of hosts and of containers a delegation to `Microsoft.Databricks/workspaces`.",
  example: `new Subnet("hosts", {
  ...,
  delegations: [{ name: "databricks", serviceName: "Microsoft.Databricks/workspaces" }],
});`,
  types: ["azure-native:databricks:Workspace", "azure-native:network:Subnet", "azure-native:network:VirtualNetwork"],
  check(stack, report) {
    const networks = stack.ofType("azure-native:network:VirtualNetwork");
    // A network that another stack declares has its subnets there.
    if (networks.length === 0) return;
    const workspaces = stack
      .ofType("azure-native:databricks:Workspace")
      .filter(({ props }) => props.parameters?.customVirtualNetworkId);
    const subnets = [...stack.ofType("azure-native:network:Subnet"), ...networks].flatMap(subnetsIn);
    // By name: the engine lists a network's subnets in the network as well.
    const delegated = new Set(subnets.filter(isForClusters).map(({ name }) => name)).size;
    if (delegated >= 2 * workspaces.length) return;
    const [only, ...others] = workspaces;
    if (others.length === 0) report(`the network delegates ${delegated} of two subnets to Databricks`, only);
    else report(`${workspaces.length} workspaces have ${delegated} subnets delegated to Databricks between them`);
  },
});
