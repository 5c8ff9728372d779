import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSPROT008",
  title: "What runs leave behind is kept in a volume of the environment's catalog",
  why: `Without a place of its own, an experiment keeps models and plots in the workspace's own storage: outside the catalog's
privileges, outside its protection, and gone with the workspace.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:RE", "WAF:SE"],
  remediation: "Set `artifactLocation` to a path below `dbfs:/Volumes/<catalog>/`.",
  example: `new databricks.MlflowExperiment("experiment", { ..., artifactLocation: "dbfs:/Volumes/prod/flight_delay/files/mlflow" });`,
  types: ["databricks:index/mlflowExperiment:MlflowExperiment"],
  check({ props: { artifactLocation, traceLocation } }, report, { settings }) {
    const catalog = settings.unityCatalog.catalog ?? settings.name;
    const own = `/Volumes/${catalog}/`.toLowerCase();
    const path = (artifactLocation ?? "").replace(/^dbfs:/, "").toLowerCase();
    if (!path.startsWith(own))
      report(`they are kept in ${artifactLocation || "the workspace's storage"}`, "artifactLocation");
    const traces = traceLocation?.ucTraceLocation?.catalog;
    if (traces && traces.toLowerCase() !== catalog.toLowerCase()) {
      report(`traces are kept in the catalog ${traces}`, "traceLocation.ucTraceLocation.catalog");
    }
  },
});
