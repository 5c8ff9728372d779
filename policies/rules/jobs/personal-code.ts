import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { codePathsOf } from "./shared/code-paths";
import { isPersonal } from "./shared/personal-folder";

export const rule = resourceRule({
  id: "LSJOB010",
  title: "Jobs run nothing out of a person's folder",
  why: `Whoever owns a folder changes what is in it, without review, and the job runs it with its own rights. When they leave,
the folder goes too.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "WAF:OE"],
  remediation:
    "Run code from the project's Git folder (`/Workspace/Projects/<project>/source`), or from its wheel in a volume.",
  example: "source:\n  repository: https://github.com/lakestage-example/mlops\n  delivery: gitFolder",
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of codePathsOf(props)) {
      if (isPersonal(part)) report(`it runs ${part}`, path);
    }
  },
});
