import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { codePathsOf } from "./shared/code-paths";

export const rule = resourceRule({
  id: "LSJOB011",
  title: "Jobs run nothing out of DBFS",
  why: `Everybody in a workspace may write to the root of DBFS, and Unity Catalog does not guard it. A script or library there is
anybody's way into the rights of the jobs that load it.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation: "Keep code in the project's Git folder, wheels and init scripts in a volume (`/Volumes/…`).",
  example: `initScripts: [{ volumes: { destination: "/Volumes/prod/flight_delay/files/init.sh" } }]`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of codePathsOf(props)) {
      if (/^(dbfs:\/(?!Volumes\/)|\/dbfs\/(?!Volumes\/))/i.test(part)) report(`it runs ${part}`, path);
    }
  },
});
