import { IN_PRODUCTION, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSERV009",
  title: "Usage of endpoints is counted",
  why: `Usage tracking tells who calls, how often and with how many tokens, in a system table that no one can change. It is the
only record of callers: without it a leaked token is used unseen.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:SE", "WAF:CO"],
  remediation: "Set `online.usageTracking: true`; `aiGateway.usageTrackingConfig.enabled` of the endpoint.",
  example: "online:\n  usageTracking: true",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    if (!props.aiGateway?.usageTrackingConfig?.enabled) {
      report("who calls it is not counted", "aiGateway.usageTrackingConfig.enabled");
    }
  },
  remedy: ({ props }) => ({
    ...props,
    aiGateway: { ...props.aiGateway, usageTrackingConfig: { ...props.aiGateway?.usageTrackingConfig, enabled: true } },
  }),
});
