/**
 * A dashboard as Databricks writes it back: compact, its keys sorted, a line's end at the end. Any other form would be taken
 * for a difference once something else of the dashboard has changed.
 */
export const dashboardText = (metricTables: Readonly<Record<string, string>>): string =>
  `${JSON.stringify(sorted(dashboardDefinition(metricTables)))}\n`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
}

/** One page for each model, from its table of metrics. */
const dashboardDefinition = (metricTables: Readonly<Record<string, string>>) => ({
  datasets: Object.entries(metricTables).map(([model, table]) => ({
    name: model,
    displayName: `${model} metrics`,
    queryLines: [
      `SELECT window_start, granularity, metric, feature, value, rows, model_version FROM ${table} ORDER BY window_start`,
    ],
  })),
  pages: Object.keys(metricTables).map((model) => ({
    name: model,
    displayName: model,
    pageType: "PAGE_TYPE_CANVAS",
    layout: [
      { widget: metricsOverTime(model), position: { x: 0, y: 0, width: 6, height: 8 } },
      { widget: latestMetrics(model), position: { x: 0, y: 8, width: 6, height: 8 } },
    ],
  })),
});

const metricsOverTime = (model: string) => ({
  name: `${model}-over-time`,
  queries: [query(model, ["window_start", "value", "metric"])],
  spec: {
    version: 3,
    widgetType: "line",
    frame: { showTitle: true, title: "Metrics over time" },
    encodings: {
      x: { fieldName: "window_start", scale: { type: "temporal" }, displayName: "window" },
      y: { fieldName: "value", scale: { type: "quantitative" }, displayName: "value" },
      color: { fieldName: "metric", scale: { type: "categorical" }, displayName: "metric" },
    },
  },
});

const TABLE_COLUMNS = ["window_start", "granularity", "model_version", "metric", "feature", "value", "rows"];

const latestMetrics = (model: string) => ({
  name: `${model}-all`,
  queries: [query(model, TABLE_COLUMNS)],
  spec: {
    version: 1,
    widgetType: "table",
    frame: { showTitle: true, title: "All metrics" },
    encodings: { columns: TABLE_COLUMNS.map((fieldName) => ({ fieldName, displayName: fieldName })) },
  },
});

const query = (datasetName: string, fields: string[]) => ({
  name: "main_query",
  query: {
    datasetName,
    fields: fields.map((name) => ({ name, expression: `\`${name}\`` })),
    disaggregated: true,
  },
});
