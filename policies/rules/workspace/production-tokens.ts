import { ONLY_IN_PRODUCTION, stackRule } from "../../rule";
import { requireSwitches } from "./workspace-switches";

export const rule = stackRule({
  id: "LSWS020",
  title: "Production's workspace takes no personal access tokens",
  why: `Databricks lets them be made unless told otherwise. One is a password that skips the second factor and the conditional
access of the directory, and works for whoever finds it. Pipelines and run identities need none: theirs are federated.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation:
    "Set `enableTokensConfig: false` in `lakestage:workspace.configuration` of Pulumi.<environment>.yaml; programs sign in with an identity of Microsoft Entra ID.",
  example: `# Pulumi.prod.yaml
config:
  lakestage:workspace:
    configuration:
      enableTokensConfig: false`,
  check: (stack, report) => requireSwitches({ enableTokensConfig: "false" }, stack, report),
});
