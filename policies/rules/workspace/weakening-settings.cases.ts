import { add, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "legacy DBFS, switched back on",
      changes: [
        add("databricks:index/disableLegacyDbfsSetting:DisableLegacyDbfsSetting", "dbfs", {
          disableLegacyDbfs: { value: false },
        }),
      ],
      says: "disableLegacyDbfs.value is not true",
    },
    {
      name: "machines that nobody updates, in development",
      stack: "dev.platform",
      changes: [
        add(
          "databricks:index/automaticClusterUpdateWorkspaceSetting:AutomaticClusterUpdateWorkspaceSetting",
          "updates",
          { automaticClusterUpdateWorkspace: { enabled: false } },
        ),
      ],
      says: "automaticClusterUpdateWorkspace.enabled is not true",
    },
    {
      name: "monitoring that is switched off",
      changes: [
        add(
          "databricks:index/enhancedSecurityMonitoringWorkspaceSetting:EnhancedSecurityMonitoringWorkspaceSetting",
          "monitoring",
          { enhancedSecurityMonitoringWorkspace: { isEnabled: false } },
        ),
      ],
      says: "enhancedSecurityMonitoringWorkspace.isEnabled is not true",
    },
    {
      name: "dashboards on any page of the internet",
      changes: [
        add(
          "databricks:index/aibiDashboardEmbeddingAccessPolicySetting:AibiDashboardEmbeddingAccessPolicySetting",
          "embedding",
          { aibiDashboardEmbeddingAccessPolicy: { accessPolicyType: "ALLOW_ALL_DOMAINS" } },
        ),
      ],
      says: "dashboards are embedded by ALLOW_ALL_DOMAINS",
    },
    {
      name: "a site of strangers that may frame dashboards",
      stack: "staging.platform",
      changes: [
        add(
          "databricks:index/aibiDashboardEmbeddingApprovedDomainsSetting:AibiDashboardEmbeddingApprovedDomainsSetting",
          "domains",
          { aibiDashboardEmbeddingApprovedDomains: { approvedDomains: ["stranger.example"] } },
        ),
      ],
      says: "dashboards are embedded in stranger.example",
    },
    {
      name: "downloads of results, by the setting's name",
      changes: [
        add("databricks:index/workspaceSettingV2:WorkspaceSettingV2", "downloads", {
          name: "sql_results_download",
          booleanVal: { value: true },
        }),
      ],
      says: "the setting sql_results_download is declared by its name",
    },
  ],
  leftAlone: [
    {
      name: "settings that protect",
      changes: [
        add("databricks:index/disableLegacyAccessSetting:DisableLegacyAccessSetting", "access", {
          disableLegacyAccess: { value: true },
        }),
        add(
          "databricks:index/complianceSecurityProfileWorkspaceSetting:ComplianceSecurityProfileWorkspaceSetting",
          "compliance",
          { complianceSecurityProfileWorkspace: { isEnabled: true, complianceStandards: ["HIPAA"] } },
        ),
      ],
    },
    {
      name: "dashboards that are embedded nowhere",
      changes: [
        add(
          "databricks:index/aibiDashboardEmbeddingAccessPolicySetting:AibiDashboardEmbeddingAccessPolicySetting",
          "embedding",
          { aibiDashboardEmbeddingAccessPolicy: { accessPolicyType: "DENY_ALL_DOMAINS" } },
        ),
      ],
    },
  ],
};
