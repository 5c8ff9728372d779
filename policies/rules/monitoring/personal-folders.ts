import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { isPersonal } from "../jobs/shared/personal-folder";

const EXPERIMENT = "databricks:index/mlflowExperiment:MlflowExperiment";

export const rule = resourceRule({
  id: "LSMON011",
  title: "What a project shows lies in no person's folder",
  why: `An experiment, a query, an alert or a dashboard in a person's folder is seen by that person, changed by them, and gone with
them. In the project's folder the project's permissions hold.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE", "WAF:SE"],
  remediation: "Put it below the project's folder, `/Projects/<project>`.",
  example: `new databricks.MlflowExperiment("experiment", { name: "/Projects/flight-delay/experiment" });`,
  types: [
    EXPERIMENT,
    "databricks:index/query:Query",
    "databricks:index/alertV2:AlertV2",
    "databricks:index/dashboard:Dashboard",
    "databricks:index/qualityMonitor:QualityMonitor",
    "databricks:index/repo:Repo",
  ],
  check({ props, type }, report) {
    const paths =
      type === EXPERIMENT && "name" in props
        ? { name: props.name }
        : {
            parentPath: "parentPath" in props ? props.parentPath : undefined,
            assetsDir: "assetsDir" in props ? props.assetsDir : undefined,
            path: "path" in props ? props.path : undefined,
          };
    for (const [property, path] of Object.entries(paths)) {
      if (path && isPersonal(path)) report(`it lies in ${path}`, property);
    }
  },
});
