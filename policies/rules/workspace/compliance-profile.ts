import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS014",
  title: "The compliance security profile comes with monitoring, updates and a standard",
  why: `The profile answers for a standard only while hardened images are watched and replaced. Azure refuses it without
both, and where it names no standard, nobody can say what it is for.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "In `enhancedSecurityCompliance` set `enhancedSecurityMonitoring.value` and `automaticClusterUpdate.value` to Enabled, and name `complianceSecurityProfile.complianceStandards`.",
  example: `enhancedSecurityCompliance: {
  complianceSecurityProfile: { value: "Enabled", complianceStandards: ["HIPAA"] },
  enhancedSecurityMonitoring: { value: "Enabled" },
  automaticClusterUpdate: { value: "Enabled" },
}`,
  types: ["azure-native:databricks:Workspace"],
  check({ props }, report) {
    const { complianceSecurityProfile: profile, ...guards } = props.enhancedSecurityCompliance ?? {};
    if (profile?.value !== "Enabled") return;
    for (const guard of ["enhancedSecurityMonitoring", "automaticClusterUpdate"] as const) {
      const value = guards[guard]?.value || "Disabled";
      if (value !== "Enabled") report(`${guard} is ${value}`, `enhancedSecurityCompliance.${guard}.value`);
    }
    const standards = (profile.complianceStandards ?? []).filter((standard) => standard !== "NONE");
    if (standards.length === 0) {
      report(
        "the profile names no standard",
        "enhancedSecurityCompliance.complianceSecurityProfile.complianceStandards",
      );
    }
  },
});
