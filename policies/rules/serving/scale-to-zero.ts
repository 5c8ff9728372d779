import { type Enforcement, resourceRule } from "../../rule";
import { servedBy } from "./shared/endpoint-parts";

const ADVICE_IN_PRODUCTION: Enforcement = { development: "disabled", staging: "disabled", production: "advisory" };

export const rule = resourceRule({
  id: "LSSERV006",
  title: "Endpoints in production do not sleep",
  why: `An endpoint that has scaled to zero takes minutes to answer the next request, and has no claim to machines while it
sleeps. Callers in production see that as an outage.`,
  severity: "low",
  enforcement: ADVICE_IN_PRODUCTION,
  references: ["WAF:RE", "WAF:PE"],
  remediation: "Set `online.scaleToZero: false` for production.",
  example: "environments:\n  prod:\n    online: { scaleToZero: false }",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    for (const { entity, path } of servedBy(props)) {
      if (entity.scaleToZeroEnabled) report(`${entity.name} may scale to zero`, `${path}.scaleToZeroEnabled`);
    }
  },
});
