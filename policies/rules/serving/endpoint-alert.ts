import { monitoringSchemaOf } from "../../../infra/config";
import { IN_PRODUCTION, stackRule } from "../../rule";
import { inferenceTableOf } from "./shared/endpoint-parts";

export const rule = stackRule({
  id: "LSSERV003",
  title: "Every endpoint has an alert that looks at its metrics",
  why: `Metrics that are computed and not looked at tell nobody. An alert on the project's metrics is what calls people, or starts
training, when the endpoint's answers have become bad.`,
  severity: "medium",
  enforcement: IN_PRODUCTION,
  references: ["WAF:OE", "WAF:RE"],
  remediation:
    "Add an alert to `alerts` of `projects/<project>.yaml` whose query reads the project's tables: `{catalog}.{monitoring}.…` or `{catalog}.{schema}.…`. One that waits for its table (`lakestage status`) comes once the monitoring job has run.",
  example: `alerts:
  model-decays:
    description: The Champion's area under the curve has fallen below 0.65.
    query: SELECT value FROM {catalog}.{monitoring}.flight_delay_metrics WHERE metric = 'roc_auc' ORDER BY window_start DESC LIMIT 1
    column: value
    fires: { when: below, threshold: 0.65 }
    notify: [team]`,
  types: ["databricks:index/alertV2:AlertV2", "databricks:index/modelServing:ModelServing"],
  check(stack, report) {
    // An alert whose query is not known yet may be the one: then nothing can be said.
    const alerts = stack.ofType("databricks:index/alertV2:AlertV2");
    const queries = alerts.map(({ props }) => (props.queryText ?? "").replaceAll("`", "").toLowerCase());
    stack.each("databricks:index/modelServing:ModelServing", (endpoint) => {
      const table = inferenceTableOf(endpoint.props);
      if (!table) return;
      const { catalog, schema } = table;
      const places = [schema, monitoringSchemaOf(schema)].map((place) => `${catalog}.${place}.`.toLowerCase());
      if (!queries.some((query) => places.some((place) => query.includes(place)))) {
        report(`no alert reads ${places.map((place) => `${place}*`).join(" or ")}`, endpoint);
      }
    });
  },
});
