import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSTAG007",
  title: "A project's jobs, endpoints, queries, alerts and dashboards are named after it",
  why: `All projects of an environment share a workspace, its list of jobs and its notifications. A message that a job or an
alert sends carries its name and little else.`,
  severity: "low",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE"],
  remediation: "Begin the name with the project's; Lakestage does so for all that it declares.",
  example: `new databricks.Job("training", { name: "flight-delay-training", ... });`,
  types: [
    "databricks:index/alertV2:AlertV2",
    "databricks:index/dashboard:Dashboard",
    "databricks:index/job:Job",
    "databricks:index/modelServing:ModelServing",
    "databricks:index/query:Query",
  ],
  check({ props }, report, { project }) {
    if (project === undefined) return;
    const property = "displayName" in props ? "displayName" : "name";
    const name = ("displayName" in props ? props.displayName : "name" in props ? props.name : undefined) ?? "";
    // Then a part of its own: flight-delays is another project than flight-delay.
    const after = name.startsWith(project) ? name.charAt(project.length) : "?";
    if (!["", "-", ":", " "].includes(after)) {
      report(name === "" ? "it has no name" : `the name ${name} does not begin with ${project}`, property);
    }
  },
});
