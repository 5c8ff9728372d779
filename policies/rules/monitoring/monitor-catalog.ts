import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON002",
  title: "Monitors read and write in the environment's own catalog",
  why: `Metrics show values, slices and counts of the table that they are computed on. Written to another environment's catalog,
they carry production's data to where more people read; read from there, they say nothing of this one.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation: "Leave the catalog out of `monitors.<name>.table` and `baseline`: it is the environment's.",
  example: "monitors:\n  predictions: { table: predictions, profile: inferenceLog, timestamp: predicted_at }",
  types: ["databricks:index/qualityMonitor:QualityMonitor"],
  check({ props }, report, { settings }) {
    const own = settings.unityCatalog.catalog ?? settings.name;
    for (const property of ["tableName", "outputSchemaName", "baselineTableName"] as const) {
      const name = props[property] ?? "";
      const [catalog] = name.replaceAll("`", "").split(".");
      // Not a full name: the catalog is not said.
      if (name.includes(".") && catalog !== own) report(`${name} is not in the catalog ${own}`, property);
    }
  },
});
