import { ALWAYS, stackRule } from "../../rule";
import { CONFIGURED, requireSwitches } from "./shared/workspace-switches";

export const rule = stackRule({
  id: "LSWS021",
  title: "What is run in a workspace is in its audit log",
  why: `Databricks logs who signed in and what was changed, but not the commands and queries that people run, until it is told to.
They are most of what there is to look at after a leak, and development reads production's data too.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `enableVerboseAuditLogs: true` in `lakestage:workspace.configuration` of Pulumi.<environment>.yaml.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    configuration:
      enableVerboseAuditLogs: true`,
  types: CONFIGURED,
  check: (stack, report, context) => requireSwitches({ enableVerboseAuditLogs: "true" }, stack, report, context),
});
