import { ALWAYS, stackRule } from "../../rule";

/** What holds or opens the environment's data. */
const SOURCES = [
  "azure-native:databricks:Workspace",
  "azure-native:keyvault:Vault",
  "azure-native:storage:StorageAccount",
] as const;

export const rule = stackRule({
  id: "LSWS016",
  title: "Workspace, key vault and storage each have a diagnostic setting",
  why: `Without one, Azure keeps no log of who did what in the resource, and none can be had afterwards.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE", "Azure.KeyVault.Logs"],
  remediation:
    "Declare a `DiagnosticSetting` for each resource that keeps data; LogArchive does so for those it is given.",
  example: `new LogArchive("logs", { ..., sources: { databricks: { resourceId: workspace.id } } });`,
  check(stack, report) {
    const sources = SOURCES.flatMap((type) => stack.ofType(type).map(({ name }) => name));
    const settings = stack.ofType("azure-native:monitor:DiagnosticSetting").length;
    // Whose each is, a preview does not know: their number it does.
    if (settings < sources.length) {
      report(`${sources.join(", ")} have ${settings} diagnostic settings between them`);
    }
  },
});
