/**
 * Keys of a workspace's configuration with the values that a workspace has before anybody says one. Nothing resets a key
 * at the service: whoever wants that says the value. What the documentation of the settings does not tell, new workspaces
 * show.
 */
const INITIALLY: Readonly<Record<"true" | "false" | "0", readonly string[]>> = {
  true: [
    "enable-X-Content-Type-Options",
    "enable-X-Frame-Options",
    "enable-X-XSS-Protection",
    "enableDatabricksAutologgingAdminConf",
    "enableExportNotebook",
    "enableFileStoreEndpoint",
    "enableJobViewAcls",
    "enableJobsEmailsV2",
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
  ],
  false: [
    "enableDbfsFileBrowser",
    "enableDcs",
    "enableDeprecatedClusterNamedInitScripts",
    "enableDeprecatedGlobalInitScripts",
    "enableIpAccessLists",
    "enableLibraryAndInitScriptOnSharedCluster",
    "enableProjectsAllowList",
    "enableVerboseAuditLogs",
    "enforceUserIsolation",
    "storeInteractiveNotebookResultsInCustomerAccount",
  ],
  // As long as the service lets tokens live, and people stay away.
  "0": ["maxTokenLifetimeDays", "maxUserInactiveDays"],
};

const INITIAL = new Map(Object.entries(INITIALLY).flatMap(([value, keys]) => keys.map((key) => [key, value] as const)));

/** Keys of texts: of addresses, days and choices, and of what pages look like. */
const OF_TEXT: readonly string[] = [
  ...["customerApprovedWSLoginExpirationTime", "customReferences", "enableLegacyNotebookVisualizations"],
  ...["homePageLogo", "homePageLogoWidth", "homePageWelcomeMessage", "loginLogo", "loginLogoWidth", "productName"],
  ...["projectsAllowList", "projectsAllowListPermissions", "reposIpynbResultsExportPermissions"],
  ...["rStudioUserDefaultHomeBase", "sidebarLogoActive", "sidebarLogoInactive", "sidebarLogoText"],
];

/** Keys that workspaces have on Amazon's cloud only. */
const OF_AMAZON: readonly string[] = ["enableEnforceImdsV2", "enableGp3"];

export const CONFIGURATION_KEYS: readonly string[] = [...INITIAL.keys()];

/** What a key is set to before anybody says anything; undefined for one that is not known. */
export const initialValue = (key: string): string | undefined => INITIAL.get(key);

/** Whether a known key is on or off, and not a number. */
export const isSwitch = (key: string): boolean => ["true", "false"].includes(INITIAL.get(key) ?? "");

/** Why a key that the service knows elsewhere, or otherwise, is no switch of a workspace on Azure. */
export function whyNoSwitch(key: string): string | undefined {
  if (OF_TEXT.includes(key)) return "holds text, and no switch or number: set it on the workspace's page of settings";
  return OF_AMAZON.includes(key) ? "is of workspaces on Amazon's cloud: take it out" : undefined;
}
