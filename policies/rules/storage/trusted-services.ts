import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSSTOR008",
  title: "Azure's trusted services, and nothing else, pass a storage firewall",
  why: `Without them Azure Monitor, backups and Unity Catalog's file events fail at the firewall. "Logging" and "Metrics"
open the account's own logs, which name paths and callers, to any network.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE", "CKV_AZURE_36"],
  remediation: 'Set `networkRuleSet.bypass: "AzureServices"`.',
  example: `new StorageAccount("lake", { ..., networkRuleSet: { defaultAction: "Deny", bypass: "AzureServices" } });`,
  types: ["azure-native:storage:StorageAccount"],
  check({ props }, report) {
    const bypass = props.networkRuleSet?.bypass;
    // Absent, Azure lets its trusted services pass.
    if (!bypass) return;
    const passing = bypass.split(",").map((who) => who.trim());
    const others = passing.filter((who) => who !== "AzureServices" && who !== "None");
    if (others.length > 0) report(`${others.join(" and ")} may be read past the firewall`, "networkRuleSet.bypass");
    else if (!passing.includes("AzureServices")) {
      report("the firewall stops Azure's trusted services", "networkRuleSet.bypass");
    }
  },
});
