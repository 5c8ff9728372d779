import { createHash } from "node:crypto";

/** What the names of an environment's Azure resources are made of. */
export interface NameParts {
  /** Begins every name: 2 to 10 lower-case letters and digits. */
  prefix: string;
  /** The environment: 2 to 8 lower-case letters and digits. */
  environment: string;
  /** Tells apart what must be unique in the world. */
  subscriptionId: string;
}

/** Names of an environment's Azure resources: the same at every run, and within each type's rules. */
export function resourceNames({ prefix, environment, subscriptionId }: NameParts) {
  const stem = `${prefix}-${environment}`;
  const unique = createHash("sha256").update(`${subscriptionId}/${stem}`).digest("hex");
  return {
    resourceGroup: stem,
    /** Azure Databricks makes and fills this group itself; it must not exist. */
    managedResourceGroup: `${stem}-managed`,
    workspace: stem,
    accessConnector: `${stem}-unity-catalog`,
    /** 3 to 24 lower-case letters and digits, unique in the world. */
    storageAccount: `${prefix}${environment}${unique.slice(0, 6)}`,
    /** 3 to 24 letters, digits and dashes, unique in the world. */
    keyVault: `${stem}-${unique.slice(0, 4)}`,
    virtualNetwork: stem,
    networkSecurityGroup: `${stem}-databricks`,
    endpointSecurityGroup: `${stem}-endpoints`,
    natGateway: stem,
    natGatewayAddress: `${stem}-nat`,
    logAnalytics: stem,
    budget: stem,
    deploymentIdentity: `${stem}-deployment`,
    previewIdentity: `${stem}-preview`,
    networkConnectivity: stem,
    budgetPolicy: stem,
    runnersGroup: `${stem}-runners`,
    snapshotsGroup: `${stem}-snapshots`,
    retrainingIdentity: `${stem}-retraining`,
    retrainingWorkflow: `${stem}-retraining`,
    privateEndpoint: (what: string) => `${stem}-${what}`,
  };
}

export type ResourceNames = ReturnType<typeof resourceNames>;
