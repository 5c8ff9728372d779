import { type Call, invalidParameter } from "../../control-plane";
import { requireDestination } from "../workspace/notification-destinations";

/** A column of an alert's query, and how its values become one. Default: the first row's. */
export interface AlertColumn {
  name: string;
  aggregation?: string;
  display?: string;
}

/** A value of one of three types. */
export interface AlertValue {
  bool_value?: boolean;
  double_value?: number;
  string_value?: string;
}

export interface AlertEvaluation {
  source: AlertColumn;
  comparison_operator: string;
  threshold?: { column?: AlertColumn; value?: AlertValue };
  empty_result_state?: string;
  notification?: AlertNotification;
}

export interface AlertNotification {
  notify_on_ok?: boolean;
  /** 0 or absent: only the first time. */
  retrigger_seconds?: number;
  subscriptions?: { destination_id?: string; user_email?: string }[];
}

export interface AlertSchedule {
  quartz_cron_schedule: string;
  timezone_id: string;
  pause_status?: "PAUSED" | "UNPAUSED";
}

export interface AlertParameter {
  name: string;
  type?: string;
  value?: string;
}

const NEEDS_NO_THRESHOLD = ["IS_NULL", "IS_NOT_NULL"];

/** @throws ApiError 400 for what can not be compared, and for a subscriber that is not there. */
export function requireEvaluation(call: Call, evaluation: AlertEvaluation): void {
  const { source, comparison_operator: operator, threshold, notification } = evaluation;
  requireColumn("evaluation.source", source);
  if (NEEDS_NO_THRESHOLD.includes(operator)) {
    if (threshold) throw invalidParameter(`evaluation.threshold must not be set with ${operator}.`);
  } else {
    requireThreshold(operator, threshold);
  }
  if (notification) requireNotification(call, notification);
}

function requireThreshold(operator: string, threshold: AlertEvaluation["threshold"]): void {
  if (!threshold || (threshold.column === undefined) === (threshold.value === undefined)) {
    throw invalidParameter(`evaluation.threshold takes exactly one of column and value with ${operator}.`);
  }
  if (threshold.column) requireColumn("evaluation.threshold.column", threshold.column);
  if (threshold.value) requireValue("evaluation.threshold.value", threshold.value);
}

function requireColumn(path: string, { name }: AlertColumn): void {
  if (name.trim() === "") throw invalidParameter(`${path} has no name.`);
}

/** @throws ApiError 400 unless the value has exactly one type. */
export function requireValue(path: string, value: AlertValue): void {
  if (Object.keys(value).length === 1) return;
  throw invalidParameter(`${path} takes exactly one of bool_value, double_value and string_value.`);
}

function requireNotification(call: Call, { retrigger_seconds: seconds, subscriptions = [] }: AlertNotification): void {
  if (seconds !== undefined && seconds < 0) {
    throw invalidParameter(`evaluation.notification.retrigger_seconds must not be negative, got ${seconds}.`);
  }
  for (const [index, { destination_id: destination, user_email: email }] of subscriptions.entries()) {
    const path = `evaluation.notification.subscriptions[${index}]`;
    if ((destination === undefined) === (email === undefined)) {
      throw invalidParameter(`${path} takes exactly one of destination_id and user_email.`);
    }
    if (destination !== undefined) requireDestination(call, destination);
    if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
      throw invalidParameter(`${path}.user_email '${email}' is not an e-mail address.`);
    }
  }
}

/** @throws ApiError 400 for a name that is missing or there twice, and for a type that is not a scalar. */
export function requireAlertParameters(parameters: readonly AlertParameter[]): void {
  const names = new Set<string>();
  for (const { name, type = "STRING" } of parameters) {
    if (!/^\w+$/.test(name)) throw invalidParameter(`Alert parameter '${name}' is not a name.`);
    if (names.has(name)) throw invalidParameter(`Alert parameter '${name}' is there more than once.`);
    names.add(name);
    if (/^(ARRAY|MAP|STRUCT)\b/i.test(type)) {
      throw invalidParameter(
        `Alert parameter '${name}' can not be of type ${type}: ARRAY, MAP and STRUCT are not supported.`,
      );
    }
  }
}
