import { isPlainCredential } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { servedBy } from "./shared/endpoint-parts";

export const rule = resourceRule({
  id: "LSSERV012",
  title: "Endpoints are given credentials by reference only",
  why: `An endpoint's environment variables are shown to everybody who may view it, and stand in Pulumi's state. A reference to a
secret scope is looked up when the model starts.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Put the value into the environment's secret scope, and `{{secrets/<scope>/<key>}}` in its place; then change the credential.",
  example: `environmentVars: { WEATHER_API_KEY: "{{secrets/lakestage/weather-api-key}}" }`,
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    for (const { entity, path } of servedBy(props)) {
      for (const [name, value] of Object.entries(entity.environmentVars ?? {})) {
        if (isPlainCredential(name, value)) {
          report(`${name} of ${entity.name} is given in the clear`, `${path}.environmentVars.${name}`);
        }
      }
    }
  },
});
