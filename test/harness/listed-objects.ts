import { BINDABLE, SECURABLES } from "../../databricks/securables";
import { factsOf, OBJECT_KINDS, WORKSPACE_OBJECTS } from "../../databricks/workspace-objects";
import { answer, type Caller, succeed } from "./api-calls";
import type { AzureWorkspace } from "./azure";

/** Where objects are listed, and as whom: somebody who administers account and workspace. */
export interface ListingOptions extends Caller {
  /** Address of the account's API. */
  account: string;
  accountId: string;
  workspace: AzureWorkspace;
  /** Assigned while it is read where it is not: without one a workspace shows no securables. */
  metastoreId: string;
}

/** What the API answers to each list that a deployment adds to, by a short name for the list. */
export type Listing = Record<string, unknown>;

/** What the kinds that `databricks/` knows are listed by. Git folders below a path only; of securables, what is not in others. */
const KNOWN = {
  ...Object.fromEntries(
    OBJECT_KINDS.flatMap((kind) => {
      const { list } = factsOf(kind);
      return list && kind !== "repos" ? [[kind, `${list.path}?${new URLSearchParams(list.query)}`]] : [];
    }),
  ),
  ...Object.fromEntries(([...BINDABLE, "function"] as const).map((type) => [type, SECURABLES[type].list.path])),
};

const IN_WORKSPACE: Readonly<Record<string, string>> = {
  ...KNOWN,
  "IP access lists": "/api/2.0/ip-access-lists",
  "notification destinations": "/api/2.0/notification-destinations",
  "workspace configuration": "/api/2.0/workspace-conf?keys=enableIpAccessLists,enableResultsDownloading",
  "entitlements of groups": "/api/2.0/preview/scim/v2/Groups",
  "shared directories": "/api/2.0/workspace/list?path=/Shared",
  "Git credentials": "/api/2.0/git-credentials",
  "Git folders": `${WORKSPACE_OBJECTS.repos.list.path}?path_prefix=/Shared`,
  "legacy alerts": "/api/2.0/sql/alerts",
  "online stores": "/api/2.0/feature-store/online-stores",
};

/** Reads everything of an account and one workspace that a deployment adds to, over the API. */
export async function listEverything(options: ListingOptions): Promise<Listing> {
  const { account, accountId, metastoreId, workspace } = options;
  const ofAccount = (path: string, version = "2.0"): string => `${account}/api/${version}/accounts/${accountId}${path}`;
  const assignment = ofAccount(`/workspaces/${workspace.id}/metastore`);
  const inAccount: Record<string, string> = {
    groups: ofAccount("/scim/v2/Groups"),
    "service principals": ofAccount("/scim/v2/ServicePrincipals"),
    "budget policies": ofAccount("/budget-policies", "2.1"),
    "network connectivity": ofAccount("/network-connectivity-configs"),
    "workspace's principals": ofAccount(`/workspaces/${workspace.id}/permissionassignments`),
  };

  const metastore = await answer(options, "GET", assignment);
  const assigned = metastore.status === 200;
  const lend = ofAccount(`/workspaces/${workspace.id}/metastores/${metastoreId}`);
  if (!assigned) await succeed(options, "POST", lend, {});
  const listing: Listing = { "metastore assignment": metastore };
  for (const [name, url] of Object.entries(inAccount)) listing[name] = await succeed(options, "GET", url);
  for (const [name, path] of Object.entries(IN_WORKSPACE)) {
    listing[name] = await succeed(options, "GET", `${workspace.address}${path}`);
  }
  if (!assigned) await succeed(options, "DELETE", lend);
  return listing;
}

/**
 * Connects the serverless compute of a workspace through a connectivity of its own, as a company's workspace is. There is
 * no way back to none: a workspace can only be moved to another one.
 * @returns the connectivity's id.
 */
export async function connectServerless(options: ListingOptions): Promise<string> {
  const base = `${options.account}/api/2.0/accounts/${options.accountId}`;
  const body = { name: "standing", region: "westeurope" };
  const made = await succeed(options, "POST", `${base}/network-connectivity-configs`, body);
  const { network_connectivity_config_id: id } = made as { network_connectivity_config_id: string };
  const patch = `${base}/workspaces/${options.workspace.id}?update_mask=network_connectivity_config_id`;
  await succeed(options, "PATCH", patch, { network_connectivity_config_id: id });
  return id;
}
