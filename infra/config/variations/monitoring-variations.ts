import type { ProjectVariation } from "./project-variation";

/** Monitors of every profile, with every window and kind of metric. */
export const MONITOR_VARIATIONS: readonly ProjectVariation[] = [
  {
    name: "predictions watched otherwise",
    project: "diabetes-progression",
    change: {
      models: { diabetes_progression: { label: "measured" } },
      monitors: {
        predictions: {
          model: "diabetes_progression",
          timestamp: "scored_at",
          prediction: "predicted",
          modelVersion: "version",
          label: "measured",
          granularities: ["5 minutes", "30 minutes", "1 hour", "1 day", "1 week", "1 month"],
          slices: ["age > 60", "sex"],
          baseline: "training_predictions",
          schedule: { cron: "0 0 4 * * ?", timezone: "Europe/Amsterdam" },
        },
      },
    },
  },
  {
    name: "monitors of every profile",
    project: "diabetes-progression",
    change: {
      monitors: {
        features: { table: "patient_features", profile: "snapshot" },
        visits: { table: "clinic.visits", profile: "timeSeries", timestamp: "visited_at", granularities: ["1 week"] },
      },
    },
  },
  {
    name: "metrics of every kind",
    project: "flight-delay",
    change: {
      monitors: {
        predictions: {
          metrics: {
            share_predicted_late: { dataType: "double", definition: "avg(`{{input_column}}`)" },
            late: {
              type: "aggregate",
              columns: ["prediction"],
              definition: "sum(`{{input_column}}`)",
              dataType: "bigint",
            },
            any_late: { type: "derived", columns: [":table"], definition: "late > 0", dataType: "boolean" },
            worst: {
              type: "aggregate",
              columns: ["carrier"],
              definition: "max(`{{input_column}}`)",
              dataType: "string",
            },
            late_change: {
              type: "drift",
              columns: ["prediction"],
              definition: "{{current_df}}.late - {{base_df}}.late",
              dataType: "bigint",
            },
          },
        },
      },
    },
  },
  {
    name: "no monitors",
    project: "flight-delay",
    change: { monitors: { predictions: null, requests: null } },
  },
];

const alert = {
  description: "Few were predicted.",
  query: "SELECT count(*) AS predicted FROM {catalog}.{schema}.predictions",
  column: "predicted",
} as const;

/** Alerts of every comparison, aggregate and listener. */
export const ALERT_VARIATIONS: readonly ProjectVariation[] = [
  {
    name: "alerts of every comparison",
    project: "diabetes-progression",
    change: {
      alerts: {
        above: { ...alert, aggregate: "avg", fires: { when: "above", threshold: 1 }, notify: ["team"] },
        "at-least": { ...alert, aggregate: "count", fires: { when: "atLeast", threshold: 2 }, notify: ["team"] },
        below: { ...alert, aggregate: "max", fires: { when: "below", threshold: 3 }, notify: ["team"] },
        "at-most": { ...alert, aggregate: "median", fires: { when: "atMost", threshold: -4.5 }, notify: ["team"] },
        equal: { ...alert, aggregate: "min", fires: { when: "equal", threshold: 0 }, notify: ["team"] },
        "not-equal": { ...alert, aggregate: "stddev", fires: { when: "notEqual", threshold: 6 }, notify: ["team"] },
        sum: { ...alert, aggregate: "sum", fires: { when: "above", threshold: 7 }, notify: ["team"] },
      },
    },
  },
  {
    name: "an alert that is told otherwise",
    project: "flight-delay",
    change: {
      alerts: {
        "model-decays": {
          ...alert,
          aggregate: "min",
          fires: { when: "atMost", threshold: 0.5 },
          whenEmpty: "triggered",
          needs: ["predictions"],
          schedule: { cron: "0 0/15 * * * ?", timezone: "America/New_York" },
          notify: ["email", "duty@lakestage.example"],
          retrain: null,
          repeatMinutes: 60,
        },
      },
    },
  },
  {
    name: "an alert that only retrains",
    project: "diabetes-progression",
    change: {
      alerts: {
        retrain: { ...alert, fires: { when: "below", threshold: 1 }, whenEmpty: "ok", retrain: "diabetes_progression" },
      },
    },
  },
  {
    name: "alerts to Slack, Teams and a webhook",
    project: "flight-delay",
    environment: "Slack, Teams and a webhook instead of e-mail",
    change: { alerts: { "model-decays": { notify: ["slack", "teams", "webhook"] } } },
  },
];
