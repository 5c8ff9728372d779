import { accessConnector } from "./kinds/access-connector";
import { budget } from "./kinds/budget";
import { databricksWorkspace } from "./kinds/databricks-workspace";
import { diagnosticSetting } from "./kinds/diagnostic-setting";
import { key, keyVault } from "./kinds/key-vault";
import { logAnalyticsWorkspace } from "./kinds/log-analytics-workspace";
import { logicWorkflow } from "./kinds/logic-workflow";
import { managementLock } from "./kinds/management-lock";
import { natGateway } from "./kinds/nat-gateway";
import { networkSecurityGroup } from "./kinds/network-security-group";
import { privateZone, virtualNetworkLink } from "./kinds/private-dns";
import { privateDnsZoneGroup, privateEndpoint } from "./kinds/private-endpoint";
import { privateEndpointConnection } from "./kinds/private-endpoint-connection";
import { publicIpAddress } from "./kinds/public-ip-address";
import { resourceGroup } from "./kinds/resource-group";
import { roleAssignment } from "./kinds/role-assignment";
import { blobContainer, blobServices, managementPolicy, storageAccount } from "./kinds/storage-account";
import { subnet } from "./kinds/subnet";
import { federatedIdentityCredential, userAssignedIdentity } from "./kinds/user-assigned-identity";
import { virtualNetwork } from "./kinds/virtual-network";
import type { ResourceKind } from "./resource-kind";

/** Every resource type that the sandbox's ARM has. */
export const resourceKinds: readonly ResourceKind[] = [
  accessConnector,
  blobContainer,
  blobServices,
  budget,
  databricksWorkspace,
  diagnosticSetting,
  federatedIdentityCredential,
  key,
  keyVault,
  logAnalyticsWorkspace,
  logicWorkflow,
  managementLock,
  managementPolicy,
  natGateway,
  networkSecurityGroup,
  privateDnsZoneGroup,
  privateEndpoint,
  privateEndpointConnection,
  privateZone,
  publicIpAddress,
  resourceGroup,
  roleAssignment,
  storageAccount,
  subnet,
  userAssignedIdentity,
  virtualNetwork,
  virtualNetworkLink,
];

const byType = new Map(resourceKinds.map((kind) => [kind.type.toLowerCase(), kind]));

export const kindOf = (type: string): ResourceKind | undefined => byType.get(type.toLowerCase());
