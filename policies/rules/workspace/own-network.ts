import { ALWAYS, resourceRule } from "../../rule";

/** Each holds one of a cluster's two network cards. */
const SUBNETS = ["customPublicSubnetName", "customPrivateSubnetName"] as const;

export const rule = resourceRule({
  id: "LSWS003",
  title: "Clusters run in the environment's own network",
  why: `A workspace that is not injected makes a network of its own, which none of our security rules, private endpoints and
logs reach. It cannot be moved afterwards: the workspace would have to be made again.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `parameters.customVirtualNetworkId` and the names of two different subnets, and `computeMode: Hybrid`.",
  example: `parameters: {
  customVirtualNetworkId: { value: network.id },
  customPublicSubnetName: { value: "hosts" },
  customPrivateSubnetName: { value: "containers" },
}`,
  types: ["azure-native:databricks:Workspace"],
  check({ props }, report) {
    if (props.computeMode === "Serverless") {
      report("the workspace has serverless compute only, which runs in Databricks' network", "computeMode");
      return;
    }
    if (!props.parameters?.customVirtualNetworkId?.value) {
      report("the workspace is in no network of ours", "parameters.customVirtualNetworkId.value");
    }
    for (const subnet of SUBNETS) {
      if (!props.parameters?.[subnet]?.value) report(`${subnet} is missing`, `parameters.${subnet}.value`);
    }
    const [hosts, containers] = SUBNETS.map((subnet) => props.parameters?.[subnet]?.value);
    if (hosts && hosts === containers) {
      report(`hosts and containers share the subnet ${hosts}`, "parameters.customPrivateSubnetName.value");
    }
  },
});
