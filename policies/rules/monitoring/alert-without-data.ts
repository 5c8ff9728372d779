import { ADVICE, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON008",
  title: "An alert does not take silence for health",
  why: `When the pipeline that writes metrics stops, the alert's query finds nothing. An alert that is then content hides the one
failure that takes all others with it.`,
  severity: "low",
  enforcement: ADVICE,
  references: ["WAF:OE", "WAF:RE"],
  remediation: "Set `alerts.<name>.whenEmpty` to `unknown` or `triggered`.",
  example: "alerts:\n  model-decays:\n    whenEmpty: unknown",
  types: ["databricks:index/alertV2:AlertV2"],
  check({ props: { evaluation } }, report) {
    if (evaluation?.emptyResultState === "OK")
      report("it is content with an empty result", "evaluation.emptyResultState");
  },
});
