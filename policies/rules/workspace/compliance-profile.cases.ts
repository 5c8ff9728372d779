import { edit, type RuleCases } from "../../testing/planted";

const workspace = "azure-native:databricks:Workspace";
const guards = { enhancedSecurityMonitoring: { value: "Enabled" }, automaticClusterUpdate: { value: "Enabled" } };

export const cases: RuleCases = {
  caught: [
    {
      name: "the profile without updates",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.enhancedSecurityCompliance = {
            complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] },
            enhancedSecurityMonitoring: { value: "Enabled" },
          };
        }),
      ],
      says: "automaticClusterUpdate is Disabled",
    },
    {
      name: "the profile for no standard",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.enhancedSecurityCompliance = {
            ...guards,
            complianceSecurityProfile: { value: "Enabled", complianceStandards: ["NONE"] },
          };
        }),
      ],
      says: "no standard",
    },
  ],
  leftAlone: [
    {
      name: "the whole profile",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.enhancedSecurityCompliance = {
            ...guards,
            complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] },
          };
        }),
      ],
    },
    {
      name: "monitoring without the profile",
      changes: [
        edit(workspace, "databricks-workspace", (inputs) => {
          inputs.enhancedSecurityCompliance = {
            complianceSecurityProfile: { value: "Disabled" },
            enhancedSecurityMonitoring: { value: "Enabled" },
          };
        }),
      ],
    },
  ],
};
