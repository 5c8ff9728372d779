import { invalidParameter } from "../../control-plane";
import { cronProblem } from "../jobs/quartz-cron";
import { isTimeZone } from "../jobs/triggers";

/** @throws ApiError 400 for what is not a Quartz expression, or not a Java time zone. */
export function requireCron(expression: string, zone: string): void {
  const problem = cronProblem(expression);
  if (problem) throw invalidParameter(`Invalid quartz cron expression: '${expression}' is not valid: ${problem}.`);
  if (!isTimeZone(zone)) throw invalidParameter(`Invalid time zone: '${zone}' is not a time zone's id.`);
}
