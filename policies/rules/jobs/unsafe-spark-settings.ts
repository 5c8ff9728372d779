import { ALWAYS, resourceRule } from "../../rule";
import { clustersOf } from "./shared/job-parts";

/** Settings of Spark that take protection away, and the values with which they do. */
const UNSAFE: Readonly<Record<string, string>> = {
  "spark.databricks.unitycatalog.enabled": "false",
  "spark.databricks.unitycatalog.enforce.permissions": "false",
  "spark.databricks.acl.dfaclsenabled": "false",
  "spark.databricks.passthrough.enabled": "true",
  "spark.databricks.pyspark.enableprocessisolation": "false",
  "spark.authenticate": "false",
  "spark.io.encryption.enabled": "false",
  "spark.network.crypto.enabled": "false",
  "spark.ssl.enabled": "false",
};

export const rule = resourceRule({
  id: "LSJOB016",
  title: "No Spark setting of a job cluster takes protection away",
  why: `Spark's settings are a way past the ones that everybody looks at: one line turns Unity Catalog, process isolation or
encryption between machines off, and the cluster still claims its mode.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Take the setting out of `sparkConf`.",
  example: "newCluster: { ..., sparkConf: {} }",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of clustersOf(props)) {
      for (const [setting, value] of Object.entries(part.sparkConf ?? {})) {
        if (UNSAFE[setting.toLowerCase()] === String(value).trim().toLowerCase()) {
          report(`its cluster sets ${setting} to ${value}`, `${path}.sparkConf`);
        }
      }
    }
  },
});
