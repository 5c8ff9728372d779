import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { tagValue } from "./shared/tag-values";

export const rule = resourceRule({
  id: "LSTAG002",
  title: "What is paid for in Databricks tells its environment, its project and the team that owns it",
  why: `Databricks' usage tables split cost by these tags and nothing else, and whoever is woken by a job that burns money
reads there whom to call. What bears another project's tags is charged to that project.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:CO", "WAF:OE"],
  remediation:
    "Leave the tags `environment`, `project` and `team` to Lakestage, which takes the last from `team.name` in projects/<project>.yaml.",
  example: `# projects/flight-delay.yaml
team:
  name: flight-operations`,
  types: [
    "databricks:index/job:Job",
    "databricks:index/modelServing:ModelServing",
    "databricks:index/databaseInstance:DatabaseInstance",
    "databricks:index/sqlEndpoint:SqlEndpoint",
  ],
  check({ props }, report, { project, settings }) {
    const [tags, path] =
      "customTags" in props
        ? [props.customTags, "customTags"]
        : "clusterSize" in props
          ? [props.tags?.customTags, "tags.customTags"]
          : ["tags" in props ? props.tags : undefined, "tags"];
    const environment = tagValue(tags, "environment");
    if (environment !== settings.name) report(`the tag environment is ${environment ?? "missing"}`, path);
    if (project === undefined) return;
    const owner = tagValue(tags, "project");
    if (owner !== project) report(`the tag project is ${owner ?? "missing"}, not ${project}`, path);
    if (tagValue(tags, "team") === undefined) report("the tag team is missing", path);
  },
});
