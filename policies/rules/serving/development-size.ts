import { type Enforcement, resourceRule } from "../../rule";
import { servedBy } from "./shared/endpoint-parts";

const ADVICE_IN_DEVELOPMENT: Enforcement = { development: "advisory", staging: "disabled", production: "disabled" };

/** Requests at once that the size Small takes. */
const FEW = 4;

export const rule = resourceRule({
  id: "LSSERV014",
  title: "Endpoints in development are small",
  why: `In development an endpoint shows that a model can be served; nobody calls it in earnest. Load is tried in staging, on the
size that production has.`,
  severity: "low",
  enforcement: ADVICE_IN_DEVELOPMENT,
  references: ["WAF:CO"],
  remediation: "Set `online.workloadSize: Small` for development.",
  example: "environments:\n  dev:\n    online: { workloadSize: Small }",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    for (const { entity, path } of servedBy(props)) {
      const { maxProvisionedConcurrency: most, name, workloadSize } = entity;
      if (workloadSize && workloadSize !== "Small") report(`${name} is ${workloadSize}`, `${path}.workloadSize`);
      if ((most ?? 0) > FEW) report(`${name} takes ${most} requests at once`, `${path}.maxProvisionedConcurrency`);
    }
  },
});
