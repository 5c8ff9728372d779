import { requireWorkspaceAdmin } from "../../authority/workspace/caller";
import {
  ApiError,
  type Behaviour,
  ownMember,
  type Service,
  type Store,
  WorkspaceObjects,
  workspaceIdOf,
} from "../../control-plane";

/** Settings of one workspace by key; values are texts, whatever they mean. */
interface Configuration {
  values: Record<string, string>;
}

/** One for each workspace. */
export const configurations = new WorkspaceObjects<Configuration, []>("workspace.conf");

type Check = (value: string) => boolean;

/** However it is written, which is how it comes back. */
const flag: Check = (value) => ["true", "false"].includes(value.toLowerCase());
/** Days, as text; 0: as many as the service allows. */
const days: Check = (value) => /^\d+$/.test(value);
const text: Check = () => true;

const KEYS: Readonly<Record<string, Check>> = {
  customerApprovedWSLoginExpirationTime: text,
  "enable-X-Content-Type-Options": flag,
  "enable-X-Frame-Options": flag,
  "enable-X-XSS-Protection": flag,
  enableDatabricksAutologgingAdminConf: flag,
  enableDbfsFileBrowser: flag,
  enableDcs: flag,
  enableDeprecatedClusterNamedInitScripts: flag,
  enableDeprecatedGlobalInitScripts: flag,
  enableExportNotebook: flag,
  enableFileStoreEndpoint: flag,
  enableIpAccessLists: flag,
  enableJobsEmailsV2: flag,
  enableJobViewAcls: flag,
  enableLegacyNotebookVisualizations: text,
  enableLibraryAndInitScriptOnSharedCluster: flag,
  enableNotebookGitVersioning: flag,
  enableNotebookTableClipboard: flag,
  enablePipelinesDataSample: flag,
  enableProjectsAllowList: flag,
  enableProjectTypeInWorkspace: flag,
  enableResultsDownloading: flag,
  enableTokensConfig: flag,
  enableUploadDataUis: flag,
  enableVerboseAuditLogs: flag,
  enableWebTerminal: flag,
  enableWorkspaceFilesystem: flag,
  enforceClusterViewAcls: flag,
  enforceUserIsolation: flag,
  enforceWorkspaceViewAcls: flag,
  heapAnalyticsAdminConsent: flag,
  jobsListBackendPaginationEnabled: flag,
  maxTokenLifetimeDays: days,
  maxUserInactiveDays: days,
  mlflowModelRegistryEmailNotificationsEnabled: flag,
  mlflowModelServingEndpointCreationEnabled: flag,
  mlflowRunArtifactDownloadEnabled: flag,
  projectsAllowList: text,
  projectsAllowListPermissions: text,
  reposIpynbResultsExportPermissions: text,
  rStudioUserDefaultHomeBase: text,
  storeInteractiveNotebookResultsInCustomerAccount: flag,
};

const ON_AT_FIRST = [
  "enable-X-Content-Type-Options",
  "enable-X-Frame-Options",
  "enable-X-XSS-Protection",
  "enableDatabricksAutologgingAdminConf",
  "enableExportNotebook",
  "enableFileStoreEndpoint",
  "enableJobsEmailsV2",
  "enableJobViewAcls",
  "enableNotebookGitVersioning",
  "enableNotebookTableClipboard",
  "enablePipelinesDataSample",
  "enableProjectTypeInWorkspace",
  "enableResultsDownloading",
  "enableTokensConfig",
  "enableUploadDataUis",
  "enableWebTerminal",
  "enableWorkspaceFilesystem",
  "enforceClusterViewAcls",
  "enforceWorkspaceViewAcls",
  "heapAnalyticsAdminConsent",
  "jobsListBackendPaginationEnabled",
  "mlflowModelRegistryEmailNotificationsEnabled",
  "mlflowModelServingEndpointCreationEnabled",
  "mlflowRunArtifactDownloadEnabled",
];

const isFlag = (key: string): boolean => ownMember(KEYS, key) === flag;

/** What a new workspace has. */
export function initial(key: string): string {
  if (ON_AT_FIRST.includes(key)) return "true";
  return isFlag(key) ? "false" : "";
}

/** What a workspace is set to: its own value, or that of a new workspace. */
export const configured = (store: Store, workspaceId: number, key: string): string =>
  configurations.get({ store, workspaceId }, [])?.values[key] ?? initial(key);

const get: Behaviour<{ keys: string }> = ({ keys }, call) => {
  requireWorkspaceAdmin(call);
  const asked = keys.split(",").map((key) => key.trim());
  requireKeys(asked);
  return Object.fromEntries(asked.map((key) => [key, configured(call.store, workspaceIdOf(call), key)]));
};

/** Changes the keys that are given, and leaves the others. */
const set: Behaviour<Record<string, string>> = (changes, call) => {
  requireWorkspaceAdmin(call);
  requireKeys(Object.keys(changes));
  const refused = Object.entries(changes).filter(([key, value]) => !ownMember(KEYS, key)?.(value));
  if (refused.length > 0) {
    throw badRequest(`Some values are not allowed: ${JSON.stringify(Object.fromEntries(refused))}`);
  }
  const { values } = configurations.get(call, []) ?? { values: {} };
  configurations.put(call, [], { values: { ...values, ...changes } });
  return undefined;
};

/** Clients read the unknown keys from the message: it ends in a list of JSON. */
function requireKeys(keys: string[]): void {
  const unknown = keys.filter((key) => !Object.hasOwn(KEYS, key));
  if (unknown.length > 0) throw badRequest(`Invalid keys: ${JSON.stringify(unknown)}`);
}

const badRequest = (message: string): ApiError => new ApiError(400, "BAD_REQUEST", message);

export const workspaceConfService: Service = {
  "settings.WorkspaceConf.GetStatus": get,
  "settings.WorkspaceConf.SetStatus": set,
};
