import type { z } from "zod";
import type { keyVault, network } from "./azure";
import type { compute, secrets, workspace } from "./databricks";
import type { azure, identity } from "./estate";
import { MOST_BESIDE_OWN } from "./tags";

/** The sections of which one restricts another. */
interface Related {
  azure: z.output<typeof azure>;
  compute: z.output<typeof compute>;
  identity: z.output<typeof identity>;
  keyVault: z.output<typeof keyVault>;
  network: z.output<typeof network>;
  secrets: z.output<typeof secrets>;
  workspace: z.output<typeof workspace>;
}

/** Idle minutes that Databricks lets pass before it stops a warehouse which is not serverless. */
const LEAST_CLASSIC_AUTO_STOP = 10;

interface Contradiction {
  path: string[];
  message: string;
}

/** Settings that are each well formed, and do not go together. */
export function contradictions(settings: Related): Contradiction[] {
  const { azure, compute, keyVault, network, secrets, workspace } = settings;
  const found: Contradiction[] = [];
  const refuse = (path: string[], message: string): number => found.push({ path, message });

  if (!network.publicAccess && !network.privateEndpoints) {
    refuse(["network", "publicAccess"], "leaves no way to reach the workspace: set network.privateEndpoints to true");
  }
  if (network.privateEndpoints && Object.keys(azure.tags).length > MOST_BESIDE_OWN) {
    refuse(
      ["azure", "tags"],
      `must be at most ${MOST_BESIDE_OWN} with network.privateEndpoints: private DNS takes 15, of which two are Lakestage's own`,
    );
  }
  if (workspace.ipAccessList.length > 0 && !network.privateEndpoints && !network.natGateway) {
    refuse(
      ["workspace", "ipAccessList"],
      "locks out the environment's own clusters, whose addresses nobody knows: set network.privateEndpoints or network.natGateway to true",
    );
  }
  if ("enableIpAccessLists" in workspace.configuration) {
    refuse(["workspace", "configuration", "enableIpAccessLists"], "follows from workspace.ipAccessList: remove it");
  }
  if (workspace.customerManagedKeys && !keyVault.purgeProtection) {
    refuse(
      ["workspace", "customerManagedKeys"],
      "needs keyVault.purgeProtection: a purged key makes the data unreadable",
    );
  }
  if (workspace.customerManagedKeys && azure.databricksObjectId === undefined) {
    refuse(["workspace", "customerManagedKeys"], "needs azure.databricksObjectId, for Azure Databricks to use the key");
  }
  if (secrets.backend === "keyVault" && azure.databricksObjectId === undefined) {
    refuse(["secrets", "backend"], "needs azure.databricksObjectId, for Azure Databricks to read the vault's secrets");
  }
  const { autoStopMinutes, serverless } = compute.warehouse;
  if (!serverless && autoStopMinutes < LEAST_CLASSIC_AUTO_STOP) {
    refuse(
      ["compute", "warehouse", "autoStopMinutes"],
      `must be at least ${LEAST_CLASSIC_AUTO_STOP}, unless compute.warehouse.serverless is true: others take minutes to start`,
    );
  }
  return [...found, ...contradictionsOfIdentity(settings)];
}

function contradictionsOfIdentity({ identity: { azureDevOps, github } }: Related): Contradiction[] {
  const found: Contradiction[] = [];
  const refuse = (path: string[], message: string): number => found.push({ path, message });
  if ((github?.organizationId === undefined) !== (github?.repositoryId === undefined)) {
    const [given, missing] =
      github?.repositoryId === undefined ? ["organizationId", "repositoryId"] : ["repositoryId", "organizationId"];
    refuse(
      ["identity", "github", given],
      `needs identity.github.${missing}: a token that holds one id of GitHub's holds both`,
    );
  }
  for (const [connection, subject] of Object.entries(azureDevOps?.entraSubjects ?? {})) {
    const path = ["identity", "azureDevOps", "entraSubjects", connection];
    if (!subject.includes(`/sc/${azureDevOps?.organizationId}/`)) {
      refuse(path, "is of another organisation than identity.azureDevOps.organizationId");
    }
  }
  return found;
}
