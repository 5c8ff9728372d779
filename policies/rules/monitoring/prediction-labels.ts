import { ADVICE, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON004",
  title: "Monitors of predictions compare them with what came true",
  why: `Drift says that something changed; only the true values, once they are known, say that the model has become worse. A
monitor without them cannot tell a new season from a broken model.`,
  severity: "medium",
  enforcement: ADVICE,
  references: ["WAF:OE"],
  remediation: "Name the column of the true value in `monitors.<name>.label`; `inferenceLog.labelCol` of the monitor.",
  example:
    "monitors:\n  predictions: { table: predictions, profile: inferenceLog, timestamp: predicted_at, label: late }",
  types: ["databricks:index/qualityMonitor:QualityMonitor"],
  check({ props: { inferenceLog } }, report) {
    if (inferenceLog && !inferenceLog.labelCol) {
      report(`${inferenceLog.predictionCol} is compared with nothing`, "inferenceLog.labelCol");
    }
  },
});
