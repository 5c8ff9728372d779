import { isPlainCredential } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { clustersOf } from "./shared/job-parts";

export const rule = resourceRule({
  id: "LSJOB017",
  title: "Job clusters are given credentials by reference only",
  why: `Spark settings and environment variables are shown to everybody who may see the job, are kept in every run's record, and
stand in Pulumi's state. A reference to a secret scope is looked up when the cluster starts, by those who may.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Put the value into the environment's secret scope, and `{{secrets/<scope>/<key>}}` in its place; then change the credential.",
  example: `sparkEnvVars: { WEATHER_API_KEY: "{{secrets/lakestage/weather-api-key}}" }`,
  types: ["databricks:index/job:Job"],
  check({ props }, report) {
    for (const { part, path } of clustersOf(props)) {
      for (const kind of ["sparkConf", "sparkEnvVars"] as const) {
        for (const [name, value] of Object.entries(part[kind] ?? {})) {
          if (isPlainCredential(name, value)) report(`${name} is given in the clear`, `${path}.${kind}`);
        }
      }
      if (isPlainCredential("password", part.dockerImage?.basicAuth?.password ?? "")) {
        report("the registry's password is given in the clear", `${path}.dockerImage.basicAuth.password`);
      }
    }
  },
});
