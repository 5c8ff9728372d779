import type { z } from "zod";
import { addressRange, isPrivate } from "../../../azure/address-ranges";
import { cloudAt, cloudOf, hasPair, hasZones } from "../../../azure/regions";
import { isOwnGroup, isSameGroup, OWN_GROUPS } from "../../../databricks/groups";
import { listed } from "../../../wording/nearest";
import type { Known } from "../yaml/sound-values";
import type { Path } from "../yaml/source-file";
import { type budget, type keyVault, MOST_TOLD, type network, type storage } from "./azure";
import type { compute, notifications, retraining, secrets, unityCatalog, workspace } from "./databricks";
import type { account, azure, groups, identity } from "./estate";
import { MOST_BESIDE_OWN } from "./tags";

/** The sections of which one restricts another. */
interface Related {
  account: z.output<typeof account>;
  azure: z.output<typeof azure>;
  budget: z.output<typeof budget>;
  compute: z.output<typeof compute>;
  groups: z.output<typeof groups>;
  identity: z.output<typeof identity>;
  keyVault: z.output<typeof keyVault>;
  network: z.output<typeof network>;
  notifications: z.output<typeof notifications>;
  retraining: z.output<typeof retraining>;
  secrets: z.output<typeof secrets>;
  storage: z.output<typeof storage>;
  unityCatalog: z.output<typeof unityCatalog>;
  workspace: z.output<typeof workspace>;
}

/** Idle minutes that Databricks lets pass before it stops a warehouse which is not serverless. */
const LEAST_CLASSIC_AUTO_STOP = 10;

interface Contradiction {
  path: Path;
  message: string;
}

/** Adds a contradiction: where it is, and what follows there on the setting's name. */
type Refuse = (path: Path, message: string) => void;

/**
 * Settings that are each well formed, and do not go together.
 * @param settings What is well formed: of the rest nothing is said.
 */
export function contradictions(settings: Partial<Known<Related>>): Contradiction[] {
  const found: Contradiction[] = [];
  const refuse: Refuse = (path, message) => found.push({ path, message });
  contradictionsOfNetwork(settings, refuse);
  contradictionsOfAddresses(settings, refuse);
  contradictionsOfKeys(settings, refuse);
  contradictionsOfCloud(settings, refuse);
  contradictionsOfRegion(settings, refuse);
  contradictionsOfBudget(settings, refuse);
  contradictionsOfReaders(settings, refuse);
  contradictionsOfGroups(settings, refuse);
  contradictionsOfCompute(settings, refuse);
  contradictionsOfIdentity(settings, refuse);
  return found;
}

function contradictionsOfNetwork({ azure, network }: Partial<Known<Related>>, refuse: Refuse): void {
  if (!network) return;
  if (network.publicAccess === false && network.privateEndpoints === false) {
    refuse(["network", "publicAccess"], "leaves no way to reach the workspace: set network.privateEndpoints to true");
  }
  if (azure?.tags && network.privateEndpoints && Object.keys(azure.tags).length > MOST_BESIDE_OWN) {
    refuse(
      ["azure", "tags"],
      `must be at most ${MOST_BESIDE_OWN} with network.privateEndpoints: private DNS takes 15, of which two are Lakestage's own`,
    );
  }
}

function contradictionsOfAddresses({ network, retraining, workspace }: Partial<Known<Related>>, refuse: Refuse): void {
  const lists = [
    { path: ["workspace", "ipAccessList"], addresses: workspace?.ipAccessList ?? [] },
    { path: ["retraining", "callerAddresses"], addresses: retraining?.callerAddresses ?? [] },
  ];
  for (const { addresses, path } of lists) {
    if (network?.publicAccess === false && addresses.length > 0) {
      refuse(path, "has no effect, as network.publicAccess shuts the whole internet out: take one of the two out");
      continue;
    }
    for (const [index, address] of addresses.entries()) {
      const range = addressRange(address);
      if (!range || !isPrivate(range)) continue;
      refuse(
        [...path, index],
        "is private, and has no effect: who comes over a private endpoint is let in anyway, and others come from public addresses",
      );
    }
  }
  if (workspace?.ipAccessList?.length === 0 && isFilled(retraining?.callerAddresses)) {
    refuse(["retraining", "callerAddresses"], "has no effect without workspace.ipAccessList, which it adds to");
  }
  const isLockedOut = network?.privateEndpoints === false && network.natGateway === false;
  if (isFilled(workspace?.ipAccessList) && isLockedOut) {
    refuse(
      ["workspace", "ipAccessList"],
      "locks out the environment's own clusters, whose addresses nobody knows: set network.privateEndpoints or network.natGateway to true",
    );
  }
  if (workspace?.configuration && "enableIpAccessLists" in workspace.configuration) {
    refuse(["workspace", "configuration", "enableIpAccessLists"], "follows from workspace.ipAccessList: remove it");
  }
}

const isFilled = (list: readonly unknown[] | undefined): boolean => list !== undefined && list.length > 0;

function contradictionsOfKeys({ azure, keyVault, secrets, workspace }: Partial<Known<Related>>, refuse: Refuse): void {
  if (workspace?.customerManagedKeys && keyVault?.purgeProtection === false) {
    refuse(
      ["workspace", "customerManagedKeys"],
      "needs keyVault.purgeProtection: a purged key makes the data unreadable",
    );
  }
  if (!azure || "databricksObjectId" in azure) return;
  if (workspace?.customerManagedKeys) {
    refuse(["workspace", "customerManagedKeys"], "needs azure.databricksObjectId, for Azure Databricks to use the key");
  }
  if (secrets?.backend === "keyVault") {
    refuse(["secrets", "backend"], "needs azure.databricksObjectId, for Azure Databricks to read the vault's secrets");
  }
}

/** Each of Azure's clouds has an account of its own. */
function contradictionsOfCloud({ account, azure }: Partial<Known<Related>>, refuse: Refuse): void {
  const there = account?.host === undefined ? undefined : cloudAt(account.host);
  const wanted = azure?.location === undefined ? undefined : cloudOf(azure.location);
  if (!there || !wanted || there === wanted) return;
  refuse(
    ["azure", "location"],
    `is a region of ${wanted.name}, and account.host is that of ${there.name}: set account.host to ${wanted.accountHost}`,
  );
}

/** Where nobody is named for it, a budget tells whom notifications go to. */
function contradictionsOfBudget({ budget, notifications }: Partial<Known<Related>>, refuse: Refuse): void {
  if (!budget || "emails" in budget || !notifications?.email || notifications.email.length <= MOST_TOLD) return;
  refuse(
    ["notifications", "email"],
    `names more than the ${MOST_TOLD} addresses that a budget may tell: name those in budget.emails`,
  );
}

/** Copies in zones, or in the region's pair, need a region that has them. */
function contradictionsOfRegion({ azure, storage }: Partial<Known<Related>>, refuse: Refuse): void {
  const [location, redundancy] = [azure?.location, storage?.redundancy];
  if (location === undefined || redundancy === undefined) return;
  const lacksZones = redundancy.includes("ZRS") && !hasZones(location);
  const lacksPair = redundancy.startsWith("G") && !hasPair(location);
  if (!lacksZones && !lacksPair) return;
  const others = ["LRS", ...(hasZones(location) ? ["ZRS"] : []), ...(hasPair(location) ? ["GRS"] : [])];
  const what = lacksZones ? "availability zones" : "paired region";
  refuse(
    ["storage", "redundancy"],
    `is ${redundancy}, and ${location} has no ${what}: it can be ${others.join(" or ")} there`,
  );
}

function contradictionsOfReaders({ unityCatalog }: Partial<Known<Related>>, refuse: Refuse): void {
  if (unityCatalog?.prodAccess !== "snapshot" || unityCatalog.readOnlyIn?.length !== 0) return;
  refuse(
    ["unityCatalog", "prodAccess"],
    "is snapshot, and nobody gets any: name the environments that do in unityCatalog.readOnlyIn",
  );
}

/** Who holds two roles in one group would hold the weaker one's rights twice, of which the service keeps one. */
function contradictionsOfGroups({ azure, groups }: Partial<Known<Related>>, refuse: Refuse): void {
  const roles = Object.entries(groups ?? {}).flatMap(([role, name]) =>
    name === undefined ? [] : [[role, name] as const],
  );
  for (const [index, [role, name]] of roles.entries()) {
    if (isOwnGroup(name)) {
      const made = "Databricks makes itself, with everybody or a workspace's admins in it";
      refuse(["groups", role], `must be a group of the account's own: ${listed(OWN_GROUPS)} ${made}`);
    }
    // As `resourceNames` has them, in any environment.
    if (azure?.prefix !== undefined && new RegExp(`^${azure.prefix}-[a-z0-9]+-(runners|snapshots)$`, "i").test(name)) {
      refuse(["groups", role], "is a group that Lakestage makes, of run identities: name one of people");
    }
    const earlier = roles.slice(0, index).find(([, other]) => isSameGroup(other, name));
    if (!earlier) continue;
    const letters = earlier[1] === name ? "" : ", as Databricks takes no notice of letter case";
    refuse(["groups", role], `is the group of groups.${earlier[0]}${letters}: name another, one for each`);
  }
}

function contradictionsOfCompute({ compute }: Partial<Known<Related>>, refuse: Refuse): void {
  const { autoStopMinutes = LEAST_CLASSIC_AUTO_STOP, serverless } = compute?.warehouse ?? {};
  if (serverless !== false || autoStopMinutes >= LEAST_CLASSIC_AUTO_STOP) return;
  refuse(
    ["compute", "warehouse", "autoStopMinutes"],
    `must be at least ${LEAST_CLASSIC_AUTO_STOP}, unless compute.warehouse.serverless is true: others take minutes to start`,
  );
}

function contradictionsOfIdentity({ identity }: Partial<Known<Related>>, refuse: Refuse): void {
  const { azureDevOps, github = {} } = identity ?? {};
  // One that is not well formed is said, and so not missing.
  if ("organizationId" in github !== "repositoryId" in github) {
    const [given, missing] =
      "organizationId" in github ? ["organizationId", "repositoryId"] : ["repositoryId", "organizationId"];
    refuse(
      ["identity", "github", given],
      `needs identity.github.${missing}: a token that holds one id of GitHub's holds both`,
    );
  }
  for (const [connection, subject] of Object.entries(azureDevOps?.entraSubjects ?? {})) {
    const path = ["identity", "azureDevOps", "entraSubjects", connection];
    if (azureDevOps?.organizationId !== undefined && !subject.includes(`/sc/${azureDevOps.organizationId}/`)) {
      refuse(path, "is of another organisation than identity.azureDevOps.organizationId");
    }
  }
}
