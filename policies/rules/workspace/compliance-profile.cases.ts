import { type RuleCases, set } from "../../cases/planted";

const workspace = "azure-native:databricks:Workspace";
const guards = { enhancedSecurityMonitoring: { value: "Enabled" }, automaticClusterUpdate: { value: "Enabled" } };

export const cases: RuleCases = {
  caught: [
    {
      name: "the profile without updates",
      changes: [
        set(workspace, "databricks-workspace", {
          enhancedSecurityCompliance: {
            complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] },
            enhancedSecurityMonitoring: { value: "Enabled" },
          },
        }),
      ],
      says: "automaticClusterUpdate is Disabled",
    },
    {
      name: "the profile for no standard",
      changes: [
        set(workspace, "databricks-workspace", {
          enhancedSecurityCompliance: {
            ...guards,
            complianceSecurityProfile: { value: "Enabled", complianceStandards: ["NONE"] },
          },
        }),
      ],
      says: "no standard",
    },
  ],
  leftAlone: [
    {
      name: "the whole profile",
      changes: [
        set(workspace, "databricks-workspace", {
          enhancedSecurityCompliance: {
            ...guards,
            complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] },
          },
        }),
      ],
    },
    {
      name: "monitoring without the profile",
      changes: [
        set(workspace, "databricks-workspace", {
          enhancedSecurityCompliance: {
            complianceSecurityProfile: { value: "Disabled" },
            enhancedSecurityMonitoring: { value: "Enabled" },
          },
        }),
      ],
    },
  ],
};
