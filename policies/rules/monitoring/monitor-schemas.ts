import { ALWAYS, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSMON019",
  title: "A project's monitors write to the project's own schemas",
  why: `Metrics in another project's schema are that project's to change and to delete, are read with its grants, and vanish with
it. Nobody looks for them there.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:OE", "WAF:SE"],
  remediation: "Set `outputSchemaName` of the monitor to a schema of the same stack, such as the one for metrics.",
  example: `new databricks.QualityMonitor("monitor", { ..., outputSchemaName: schemas.monitoring.id });`,
  types: ["databricks:index/qualityMonitor:QualityMonitor", "databricks:index/schema:Schema"],
  check(stack, report) {
    // A schema whose name is not known yet may be the one: then nothing can be said.
    const schemas = stack.ofType("databricks:index/schema:Schema");
    const own = new Set(schemas.map(({ props: { catalogName, name } }) => `${catalogName}.${name}`.toLowerCase()));
    stack.each("databricks:index/qualityMonitor:QualityMonitor", (monitor) => {
      const { outputSchemaName = "" } = monitor.props;
      if (!own.has(outputSchemaName.replaceAll("`", "").toLowerCase())) {
        report(`its metrics go to ${outputSchemaName || "nowhere"}`, monitor, "outputSchemaName");
      }
    });
  },
});
