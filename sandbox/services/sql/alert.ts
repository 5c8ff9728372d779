import type { Call } from "../../control-plane";
import { type Asset, AssetKind, directoryOf, ownerName, ownerOf } from "../workspace/assets";
import { exportsAs } from "../workspace/export";
import type { AlertEvaluation, AlertParameter, AlertSchedule } from "./alert-checks";
import type { AlertState } from "./alert-outcome";
import type { AlertRunAs } from "./alert-run-as";

/** What its author says of an alert. */
export interface AlertSettings {
  display_name: string;
  query_text: string;
  warehouse_id: string;
  evaluation: AlertEvaluation;
  schedule: AlertSchedule;
  custom_summary?: string;
  custom_description?: string;
  parameters?: AlertParameter[];
  run_as?: AlertRunAs;
  run_as_user_name?: string;
}

export interface Alert extends Asset {
  settings: AlertSettings;
  /** What the settings ask for; absent: it runs as its owner. */
  runAs?: AlertRunAs;
  /** Milliseconds since 1970. */
  updatedAt: number;
  /** What came of its latest evaluation. */
  evaluated?: AlertEvaluated;
}

export interface AlertEvaluated {
  state: AlertState;
  /** Milliseconds since 1970. */
  at: number;
  /** What was compared. */
  value?: string;
  /** Why it could not be evaluated. */
  message?: string;
  /** When whoever subscribed was told last. */
  toldAt?: number;
}

export const alertKind = new AssetKind<Alert>({
  noun: "Alert",
  objectType: "ALERT",
  permissions: "alertsv2",
  extension: ".dbalert.json",
  keptAs: "sql.alert",
});

/** An alert as a file: its settings, with the query line by line. */
exportsAs("ALERT", (call, id) => {
  const {
    query_text: query,
    display_name: _name,
    warehouse_id: _warehouse,
    ...settings
  } = alertKind.readable(call, id).settings;
  return `${JSON.stringify({ ...settings, query_lines: query.split(/(?<=\n)/) }, undefined, 2)}\n`;
});

/** The alert as its API shows it: with paths that start with `/Workspace`, however they were given. */
export function shownAlert(call: Call, alert: Alert): object {
  const runAs = alert.runAs ?? ownerOf(call, alert);
  return {
    id: alert.id,
    ...alert.settings,
    evaluation: {
      ...alert.settings.evaluation,
      state: alert.evaluated?.state ?? "UNKNOWN",
      ...(alert.evaluated ? { last_evaluated_at: new Date(alert.evaluated.at).toISOString() } : {}),
    },
    parent_path: `/Workspace${directoryOf(alert)}`,
    owner_user_name: ownerName(call, alert),
    ...(runAs ? { effective_run_as: runAs } : {}),
    lifecycle_state: alertKind.isActive(call, alert) ? "ACTIVE" : "DELETED",
    create_time: new Date(alert.createdAt).toISOString(),
    update_time: new Date(alert.updatedAt).toISOString(),
  };
}
