import { Access } from "../../../authority/unity-catalog/access";
import { securables, tableRef } from "../../../authority/unity-catalog/securables";
import { type Call, invalidParameter } from "../../../control-plane";
import { requireCron } from "../../schedules/quartz-cron";
import { locationOf } from "../../unity-catalog/storage-paths";
import { requireWarehouse } from "../../workspace/warehouses";
import type { CronSchedule, JobSettings, Trigger, TriggerConditions, TriggerPauses } from "./job-settings";

const CONDITIONS = ["file_arrival", "table_update", "model", "periodic", "sql_condition"] as const;
const LEGACY = ["schedule", "trigger", "continuous"] as const;
const MINIMUM_PAUSE_SECONDS = 60;
/** `/Volumes/<catalog>/<schema>/<volume>` and what is below. */
const VOLUME_PATH = /^\/Volumes\/([^/]+)\/([^/]+)\/([^/]+)(\/|$)/;
const TABLE_NAME = /^[^.\s]+\.[^.\s]+\.[^.\s]+$/;

/** @throws ApiError 400 for what can not start the job's runs. */
export function requireTriggers(call: Call, settings: JobSettings): void {
  const given = LEGACY.filter((member) => settings[member] !== undefined);
  if (given.length > 1)
    throw invalidParameter(`Only one of ${LEGACY.join(", ")} can be set; got ${given.join(" and ")}.`);
  if (given.length > 0 && settings.triggers?.length) {
    throw invalidParameter(`triggers can not be set together with ${given[0]}.`);
  }
  if (settings.schedule) requireSchedule("schedule", settings.schedule);
  if (settings.trigger) {
    requireOne("trigger", CONDITIONS, settings.trigger);
    requireConditions(call, "trigger", settings.trigger);
  }
  if (settings.continuous && (settings.max_concurrent_runs ?? 1) > 1) {
    throw invalidParameter("A continuous job has one run at a time: max_concurrent_runs must be 1.");
  }
  for (const [index, trigger] of (settings.triggers ?? []).entries())
    requireTrigger(call, `triggers[${index}]`, trigger);
}

function requireTrigger(call: Call, path: string, trigger: Trigger): void {
  requireOne(path, ["schedule", "continuous", ...CONDITIONS], trigger);
  if (trigger.schedule) requireSchedule(`${path}.schedule`, trigger.schedule);
  requireConditions(call, path, trigger);
}

function requireOne<Member extends string>(
  path: string,
  members: readonly Member[],
  given: { readonly [Name in Member]?: unknown },
): void {
  const found = members.filter((member) => given[member] !== undefined);
  if (found.length !== 1) {
    throw invalidParameter(`${path} takes exactly one of ${members.join(", ")}; got ${found.join(", ") || "none"}.`);
  }
}

function requireSchedule(path: string, { quartz_cron_expression: expression, timezone_id: zone }: CronSchedule): void {
  requireCron(expression, zone, ` in ${path}`);
}

function requireConditions(call: Call, path: string, conditions: TriggerConditions): void {
  const { file_arrival: file, table_update: table, model, periodic, sql_condition: sql } = conditions;
  if (file) {
    requirePauses(`${path}.file_arrival`, file);
    requireWatchable(call, file.url);
  }
  if (table) {
    requirePauses(`${path}.table_update`, table);
    requireTables(call, `${path}.table_update.table_names`, table.table_names);
  }
  if (model) requirePauses(`${path}.model`, model);
  if (periodic && periodic.interval < 1) {
    throw invalidParameter(`${path}.periodic.interval must be at least 1, got ${periodic.interval}.`);
  }
  if (sql) requireWarehouse(call, sql.warehouse_id, "CAN_USE");
}

function requirePauses(path: string, pauses: TriggerPauses): void {
  for (const member of ["min_time_between_triggers_seconds", "wait_after_last_change_seconds"] as const) {
    const seconds = pauses[member];
    // 0 is how clients say "none".
    if (seconds !== undefined && seconds !== 0 && seconds < MINIMUM_PAUSE_SECONDS) {
      throw invalidParameter(`${path}.${member} must be at least ${MINIMUM_PAUSE_SECONDS}, got ${seconds}.`);
    }
  }
}

/** Files are watched in volumes, and in external locations or below them. */
function requireWatchable({ store }: Call, url: string): void {
  const [, catalog, schema, volume] = VOLUME_PATH.exec(url) ?? [];
  if (!volume) {
    locationOf(store, url.replace(/\/+$/, ""));
    return;
  }
  const name = `${catalog}.${schema}.${volume}`.toLowerCase();
  if (!store.has(securables.volume, name)) {
    throw invalidParameter(`trigger.file_arrival.url is in the volume '${name}', which does not exist.`);
  }
}

function requireTables(call: Call, path: string, names: string[]): void {
  if (names.length === 0) throw invalidParameter(`${path} must name at least one table.`);
  const wrong = names.find((name) => !TABLE_NAME.test(name));
  if (wrong !== undefined) throw invalidParameter(`'${wrong}' in ${path} is not of the form catalog.schema.table.`);
  const missing = names.find((name) => !Access.of(call).find(tableRef(name)));
  if (missing !== undefined) throw invalidParameter(`The table '${missing}' does not exist.`);
}
