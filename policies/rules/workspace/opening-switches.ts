import { ALWAYS, resourceRule } from "../../rule";
import { type Switches, switchesSetTo } from "./shared/workspace-switches";

/** With the value that opens something. */
const OPENING: Switches = {
  "enable-X-Content-Type-Options": "false",
  "enable-X-Frame-Options": "false",
  "enable-X-XSS-Protection": "false",
  enableDbfsFileBrowser: "true",
  enableDeprecatedClusterNamedInitScripts: "true",
  enableDeprecatedGlobalInitScripts: "true",
  enableIpAccessLists: "false",
};

export const rule = resourceRule({
  id: "LSWS009",
  title: "No switch of a workspace opens what Databricks keeps closed",
  why: `Retired init scripts run anybody's code as root on every cluster; the DBFS browser reads and writes files past Unity
Catalog; pages without their headers can be framed by another site.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the switch from `lakestage:workspace.configuration` in Pulumi.<environment>.yaml, or turn it round.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    configuration:
      enableDbfsFileBrowser: false`,
  types: ["databricks:index/workspaceConf:WorkspaceConf"],
  check({ props }, report) {
    for (const { key, path, value } of switchesSetTo(OPENING, props)) report(`${key} is ${value}`, path);
  },
});
