import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSWS015",
  title: "Diagnostic settings send every log to the log workspace",
  why: `A category that is left out is missed on the day when somebody asks who read the table, started the cluster or
fetched the secret. New categories, which Azure adds every few months, are in no list that names them one by one.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE", "Azure.KeyVault.Logs"],
  remediation: "Set `logs: [{ categoryGroup: allLogs, enabled: true }]` and `workspaceId`.",
  example: `new DiagnosticSetting("logs", {
  resourceUri: workspace.id,
  workspaceId: logs.id,
  logs: [{ categoryGroup: "allLogs", enabled: true }],
});`,
  types: ["azure-native:monitor:DiagnosticSetting"],
  check({ props }, report) {
    const all = props.logs?.find(({ categoryGroup }) => categoryGroup?.toLowerCase() === "alllogs");
    if (!all) report("the group allLogs is not among the logs", "logs");
    else if (all.enabled !== true) report("the group allLogs is switched off", "logs");
    if (!props.workspaceId) report("the logs go to no log workspace", "workspaceId");
  },
});
