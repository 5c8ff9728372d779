import { ALWAYS, stackRule } from "../../rule";

/** What holds or opens the environment's data, beside storage, whose services have settings of their own. */
const SOURCES = ["azure-native:databricks:Workspace", "azure-native:keyvault:Vault"] as const;
const OF_STORAGE = /\/(blob|queue|table|file)services\/default$/i;

export const rule = stackRule({
  id: "LSWS016",
  title: "Workspace and key vault each have a diagnostic setting",
  why: `Without one, Azure keeps no log of who ran what in the workspace and who fetched which secret, and none can be had
afterwards.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE", "Azure.KeyVault.Logs"],
  remediation: "Declare a `DiagnosticSetting` for each; LogArchive does so for the sources that it is given.",
  example: `new LogArchive("logs", { ..., sources: { databricks: { resourceId: workspace.id } } });`,
  types: ["azure-native:databricks:Workspace", "azure-native:keyvault:Vault", "azure-native:monitor:DiagnosticSetting"],
  check(stack, report) {
    const sources = SOURCES.flatMap((type) => stack.ofType(type).map(({ name }) => name));
    const settings = stack.ofType("azure-native:monitor:DiagnosticSetting");
    const logged = new Set<string>();
    let known = 0;
    stack.each("azure-native:monitor:DiagnosticSetting", ({ props }) => {
      const { resourceUri } = props;
      if (resourceUri && !OF_STORAGE.test(resourceUri)) logged.add(resourceUri.toLowerCase());
      known += 1;
    });
    // What a setting is for that a preview does not know yet, may be what is missed.
    if (known === settings.length && logged.size < sources.length) {
      report(`${sources.join(", ")} have ${logged.size} diagnostic settings between them`);
    }
  },
});
