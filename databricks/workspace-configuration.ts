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
    "enableNotebookTableClipboard",
    "enableProjectTypeInWorkspace",
    "enableResultsDownloading",
    "enableTokensConfig",
    "enableUploadDataUis",
    "enableWebTerminal",
    "enableWorkspaceFilesystem",
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
    "enableProjectsAllowList",
    "enableVerboseAuditLogs",
    "enforceUserIsolation",
    "storeInteractiveNotebookResultsInCustomerAccount",
  ],
  // As long as the service lets them live.
  "0": ["maxTokenLifetimeDays"],
};

const INITIAL = new Map(Object.entries(INITIALLY).flatMap(([value, keys]) => keys.map((key) => [key, value] as const)));

export const CONFIGURATION_KEYS: readonly string[] = [...INITIAL.keys()];

/** What a key is set to before anybody says anything; undefined for one that is not known. */
export const initialValue = (key: string): string | undefined => INITIAL.get(key);

/** Whether a known key is on or off, and not a number. */
export const isSwitch = (key: string): boolean => ["true", "false"].includes(INITIAL.get(key) ?? "");
