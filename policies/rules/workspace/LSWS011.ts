import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

/** A quarter: what Databricks' own secure defaults come close to. */
const LONGEST_DAYS = 90;

export const rule = resourceRule({
  id: "LSWS011",
  title: "Where personal access tokens are switched on, they end within 90 days",
  why: `A personal access token is a password that skips the second factor and the conditional access of the directory. One
without an end still opens the workspace when its owner has long left.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Set `enableTokensConfig: false` in `lakestage:workspace.configuration` of Pulumi.<environment>.yaml; where tokens must be, set `maxTokenLifetimeDays`.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    configuration:
      enableTokensConfig: false`,
  types: ["databricks:index/workspaceConf:WorkspaceConf"],
  check({ props }, report) {
    const { enableTokensConfig, maxTokenLifetimeDays } = props.customConfig ?? {};
    if (String(enableTokensConfig).toLowerCase() === "false") return;
    // Who says nothing of tokens leaves them as they are; empty and 0 stand for no end.
    if (enableTokensConfig === undefined && maxTokenLifetimeDays === undefined) return;
    const days = Number(maxTokenLifetimeDays ?? 0);
    if (days < 1 || days > LONGEST_DAYS) {
      report(
        days < 1 ? "personal access tokens need not end" : `personal access tokens live up to ${days} days`,
        "customConfig.maxTokenLifetimeDays",
      );
    }
  },
});
