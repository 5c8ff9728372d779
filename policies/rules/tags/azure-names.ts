import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

/** Property that holds a resource's name, by type. What is named after a service instead, such as DNS zones, is not here. */
const NAMED_BY = [
  ["azure-native:databricks:AccessConnector", "connectorName"],
  ["azure-native:databricks:Workspace", "workspaceName"],
  ["azure-native:keyvault:Vault", "vaultName"],
  ["azure-native:logic:Workflow", "workflowName"],
  ["azure-native:managedidentity:UserAssignedIdentity", "resourceName"],
  ["azure-native:network:NatGateway", "natGatewayName"],
  ["azure-native:network:NetworkSecurityGroup", "networkSecurityGroupName"],
  ["azure-native:network:PrivateEndpoint", "privateEndpointName"],
  ["azure-native:network:PublicIPAddress", "publicIpAddressName"],
  ["azure-native:network:VirtualNetwork", "virtualNetworkName"],
  ["azure-native:operationalinsights:Workspace", "workspaceName"],
  ["azure-native:resources:ResourceGroup", "resourceGroupName"],
] as const;

export const rule = resourceRule({
  id: "LSTAG005",
  title: "Azure resources are named after the estate and their environment",
  why: `Whoever deletes, approves or reads a log goes by the name. One that is left to chance, or names another environment,
is how production's resource is taken for a test's.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE"],
  remediation: "Begin the name with `lakestage:azure.prefix` and the environment, as `resourceNames` does.",
  example: `new Workspace("workspace", { workspaceName: "lakestage-prod", ... });`,
  types: NAMED_BY.map(([type]) => type),
  check({ props, type }, report, { settings }) {
    const property = NAMED_BY.find(([named]) => named === type)?.[1];
    const given: unknown = property && Reflect.get(props, property);
    const stem = `${settings.azure.prefix}-${settings.name}`;
    const name = typeof given === "string" ? given : "";
    if (name === stem || name.startsWith(`${stem}-`)) return;
    report(name === "" ? "the name is left to chance" : `the name ${name} does not begin with ${stem}`, property);
  },
});
