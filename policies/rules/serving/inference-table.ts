import { IN_PRODUCTION, resourceRule } from "../../rule";
import { inferenceTableOf } from "./shared/endpoint-parts";

export const rule = resourceRule({
  id: "LSSERV001",
  title: "Endpoints keep what they were asked and what they answered",
  why: `Without an inference table nobody can tell whether the model still fits what it is asked, train on what really came, or
answer an auditor who asks why a request got the answer that it got.`,
  severity: "high",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE"],
  remediation:
    "Set `online.inferenceTable: true` in `projects/<project>.yaml`; `aiGateway.inferenceTableConfig` of the endpoint.",
  example: "online:\n  inferenceTable: true",
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    if (!inferenceTableOf(props)) {
      report("requests and answers are kept nowhere", "aiGateway.inferenceTableConfig");
    }
  },
});
