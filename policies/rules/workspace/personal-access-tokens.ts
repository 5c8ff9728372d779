import { propertyAt } from "../../replaced-rules";
import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import { CONFIGURED, pathOf, requireSwitches, toldWorkspace } from "./shared/workspace-switches";

/** A quarter: what Databricks' own secure defaults come close to. */
const LONGEST_DAYS = 90;

export const rule = stackRule({
  id: "LSWS011",
  replaces: { LSWS020: propertyAt(pathOf("enableTokensConfig")) },
  title: "Production takes no personal access tokens, and elsewhere they end within 90 days",
  why: `A personal access token is a password that skips the second factor and the conditional access of the directory, and works
for whoever finds it. Databricks lets it live for two years unless told otherwise: it still opens the workspace when its owner
has long left. Pipelines and run identities need none: theirs are federated.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Set `enableTokensConfig: false` in `lakestage:workspace.configuration` of Pulumi.<environment>.yaml; where tokens must be, outside of production, set `maxTokenLifetimeDays`.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    configuration:
      enableTokensConfig: false`,
  types: CONFIGURED,
  check(stack, report, context) {
    if (context.stage === "production") return requireSwitches({ enableTokensConfig: "false" }, stack, report, context);
    const told = toldWorkspace(stack, context);
    if (!told || told.value("enableTokensConfig") === "false") return;
    // Empty and 0 stand for Databricks' own limit.
    const days = Number(told.value("maxTokenLifetimeDays") ?? 0);
    if (days >= 1 && days <= LONGEST_DAYS) return;
    const lifetime = days > LONGEST_DAYS ? `up to ${days} days` : "as long as Databricks lets them";
    report(`personal access tokens live ${lifetime}`, told.configuration, pathOf("maxTokenLifetimeDays"));
  },
});
