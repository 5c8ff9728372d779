import { ONLY_IN_PRODUCTION, stackRule } from "../../rule";
import { CONFIGURED, requireSwitches, type Switches } from "./shared/workspace-switches";

/** Ways for data to leave through a browser, or for people to come in. Databricks leaves most of them open. */
const WAYS: Switches = {
  enableExportNotebook: "false",
  enableNotebookTableClipboard: "false",
  enableResultsDownloading: "false",
  enableUploadDataUis: "false",
  enableWebTerminal: "false",
};

export const rule = stackRule({
  id: "LSWS010",
  title: "Downloads, uploads and terminals are switched off in production's workspace",
  why: `People look at production and run nothing there. A download takes data to where no privilege reaches it, an upload
puts files where jobs read them, and a terminal is a shell on a cluster.`,
  severity: "medium",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation:
    "Set each switch that is named to `false` in `lakestage:workspace.configuration` of Pulumi.<environment>.yaml.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    configuration:
      enableExportNotebook: false
      enableNotebookTableClipboard: false
      enableResultsDownloading: false
      enableUploadDataUis: false
      enableWebTerminal: false`,
  types: CONFIGURED,
  check: (stack, report, context) => requireSwitches(WAYS, stack, report, context),
});
