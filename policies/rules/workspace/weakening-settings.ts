import { ALWAYS, isOfType, type PolicyResource, resourceRule } from "../../rule";

/** Settings that are on or off, and where the value that takes protection away stands: each protects while it is on. */
const PROTECTING = {
  "databricks:index/automaticClusterUpdateWorkspaceSetting:AutomaticClusterUpdateWorkspaceSetting":
    "automaticClusterUpdateWorkspace.enabled",
  "databricks:index/complianceSecurityProfileWorkspaceSetting:ComplianceSecurityProfileWorkspaceSetting":
    "complianceSecurityProfileWorkspace.isEnabled",
  "databricks:index/disableLegacyAccessSetting:DisableLegacyAccessSetting": "disableLegacyAccess.value",
  "databricks:index/disableLegacyDbfsSetting:DisableLegacyDbfsSetting": "disableLegacyDbfs.value",
  "databricks:index/disableLegacyFeaturesSetting:DisableLegacyFeaturesSetting": "disableLegacyFeatures.value",
  "databricks:index/enhancedSecurityMonitoringWorkspaceSetting:EnhancedSecurityMonitoringWorkspaceSetting":
    "enhancedSecurityMonitoringWorkspace.isEnabled",
} as const;

type Protecting = keyof typeof PROTECTING;

const EMBEDDING =
  "databricks:index/aibiDashboardEmbeddingAccessPolicySetting:AibiDashboardEmbeddingAccessPolicySetting";
const DOMAINS =
  "databricks:index/aibiDashboardEmbeddingApprovedDomainsSetting:AibiDashboardEmbeddingApprovedDomainsSetting";
const BY_NAME = "databricks:index/workspaceSettingV2:WorkspaceSettingV2";

export const rule = resourceRule({
  id: "LSWS024",
  title: "No setting of a workspace takes protection away",
  why: `A workspace's settings hold for all that is in it. One that lets any site frame its dashboards, brings DBFS and old access
modes back or leaves machines unpatched undoes what the rules about single objects ask for.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the resource, or turn the setting round; dashboards are embedded nowhere. A setting by name (`WorkspaceSettingV2`) is declared as the resource of its own kind.",
  example: `new databricks.DisableLegacyDbfsSetting("dbfs", { disableLegacyDbfs: { value: true } });`,
  types: [...(Object.keys(PROTECTING) as Protecting[]), EMBEDDING, DOMAINS, BY_NAME],
  check(resource, report) {
    if (isOfType(resource, EMBEDDING)) {
      const { accessPolicyType: policy } = resource.props.aibiDashboardEmbeddingAccessPolicy ?? {};
      if (policy !== "DENY_ALL_DOMAINS") {
        report(`dashboards are embedded by ${policy}`, "aibiDashboardEmbeddingAccessPolicy.accessPolicyType");
      }
    } else if (isOfType(resource, DOMAINS)) {
      const { approvedDomains = [] } = resource.props.aibiDashboardEmbeddingApprovedDomains ?? {};
      if (approvedDomains.length === 0) return;
      const path = "aibiDashboardEmbeddingApprovedDomains.approvedDomains";
      report(`dashboards are embedded in ${approvedDomains.join(", ")}`, path);
    } else if (isOfType(resource, BY_NAME)) {
      report(`the setting ${resource.props.name} is declared by its name, where no rule knows its meaning`, "name");
    } else {
      const path = PROTECTING[resource.type as Protecting];
      if (valueAt(resource, path) !== true) report(`${path} is not true`, path);
    }
  },
});

function valueAt({ props }: PolicyResource, path: string): unknown {
  let value: unknown = props;
  for (const key of path.split("."))
    value = typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  return value;
}
