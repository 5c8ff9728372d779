import { ONLY_IN_PRODUCTION, resourceRule } from "../../rule";
import { type Switches, switchesSetTo } from "./workspace-switches";

/** Ways for data to leave through a browser, or for people to come in. */
const WAYS: Switches = {
  enableExportNotebook: "true",
  enableNotebookTableClipboard: "true",
  enableResultsDownloading: "true",
  enableUploadDataUis: "true",
  enableWebTerminal: "true",
};

export const rule = resourceRule({
  id: "LSWS010",
  title: "Nobody switches downloads, uploads and terminals on in production",
  why: `People look at production and run nothing there. A download takes data to where no privilege reaches it, an upload
puts files where jobs read them, and a terminal is a shell on a cluster.`,
  severity: "medium",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation: "Set the switch to `false` in `lakestage:workspace.configuration` of Pulumi.<environment>.yaml.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    configuration:
      enableResultsDownloading: false`,
  types: ["databricks:index/workspaceConf:WorkspaceConf"],
  check({ props }, report) {
    for (const { key, path } of switchesSetTo(WAYS, props)) report(`${key} is on`, path);
  },
});
