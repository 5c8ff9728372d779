import type { ResourceType } from "../../../resource-types";

/** Types of Azure resources that are paid for or hold something, and take tags. */
export const TAGGED_IN_AZURE = [
  "azure-native:databricks:AccessConnector",
  "azure-native:databricks:Workspace",
  "azure-native:keyvault:Vault",
  "azure-native:logic:Workflow",
  "azure-native:managedidentity:UserAssignedIdentity",
  "azure-native:network:NatGateway",
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:PrivateEndpoint",
  "azure-native:network:PublicIPAddress",
  "azure-native:network:VirtualNetwork",
  "azure-native:operationalinsights:Workspace",
  "azure-native:privatedns:PrivateZone",
  "azure-native:resources:ResourceGroup",
  "azure-native:storage:StorageAccount",
] as const satisfies ResourceType[];
