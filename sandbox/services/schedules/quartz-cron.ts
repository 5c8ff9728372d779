import { invalidParameter } from "../../control-plane";

/** One of a Quartz expression's fields. */
interface CronField {
  name: string;
  minimum: number;
  maximum: number;
  /** What the values may be written as; the first name stands for the minimum. */
  names?: readonly string[];
  /** What a field may be besides values, ranges, steps and lists of them. */
  special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const FIELDS: readonly CronField[] = [
  { name: "seconds", minimum: 0, maximum: 59 },
  { name: "minutes", minimum: 0, maximum: 59 },
  { name: "hours", minimum: 0, maximum: 23 },
  {
    name: "day-of-month",
    minimum: 1,
    maximum: 31,
    // The last day, some days before it, its nearest weekday, and the weekday nearest to a day.
    special: /^(\?|L|LW|L-([1-9]|[12]\d|30)W?|([1-9]|[12]\d|3[01])W)$/,
  },
  { name: "month", minimum: 1, maximum: 12, names: MONTHS },
  {
    name: "day-of-week",
    minimum: 1,
    maximum: 7,
    names: DAYS,
    // Saturday, the last such day of the month, and the nth such day of the month.
    special: new RegExp(`^(\\?|L|([1-7]|${DAYS.join("|")})(L|#[1-5]))$`),
  },
  { name: "year", minimum: 1970, maximum: 2099 },
];

const REQUIRED_FIELDS = 6;
const DAY_OF_MONTH = 3;
const DAY_OF_WEEK = 5;

/**
 * Why Quartz would not take the expression; undefined when it would. Quartz takes expressions that never fire, such as
 * the 31st of February.
 */
export function cronProblem(expression: string): string | undefined {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  if (parts.length < REQUIRED_FIELDS || parts.length > FIELDS.length) {
    return `it has ${parts.length} fields instead of 6 or 7 (seconds, minutes, hours, day-of-month, month, day-of-week, and a year where wanted)`;
  }
  for (const [index, text] of parts.entries()) {
    const field = FIELDS[index];
    const problem = field && fieldProblem(field, text);
    if (problem) return problem;
  }
  const open = [DAY_OF_MONTH, DAY_OF_WEEK].filter((index) => parts[index] === "?");
  return open.length === 1 ? undefined : "exactly one of day-of-month and day-of-week must be '?'";
}

function fieldProblem(field: CronField, text: string): string | undefined {
  if (field.special?.test(text)) return undefined;
  for (const item of text.split(",")) {
    const problem = itemProblem(field, item);
    if (problem) return `${problem} in ${field.name}`;
  }
  return undefined;
}

/** `5`, `*`, `1-5`, `0/15`, `1-30/5`, `/5`; ranges may go past the end, as in `FRI-MON`. */
function itemProblem(field: CronField, item: string): string | undefined {
  const [, range = "", step] = /^([^/]*)(?:\/(.+))?$/.exec(item) ?? [];
  if (range === "" && step === undefined) return "an empty value";
  if (step !== undefined && !(/^\d+$/.test(step) && Number(step) <= field.maximum)) return `the step '${step}'`;
  if (range === "*" || range === "") return undefined;
  const ends = range.split("-");
  const wrong = ends.length > 2 ? range : ends.find((end) => !isValue(field, end));
  return wrong === undefined ? undefined : `'${wrong}', which is not between ${field.minimum} and ${field.maximum},`;
}

function isValue({ minimum, maximum, names }: CronField, text: string): boolean {
  if (names?.includes(text)) return true;
  return /^\d{1,4}$/.test(text) && Number(text) >= minimum && Number(text) <= maximum;
}

/** Zones that Java knows by their distance from Greenwich. */
const OFFSET_ZONE = /^GMT[+-]\d{1,2}(:?[0-5]\d)?$/;

/** Whether Java, and so the service, knows a time zone of this id. */
export function isTimeZone(zone: string): boolean {
  if (OFFSET_ZONE.test(zone)) return true;
  // Newer engines take bare offsets, and all of them the short names of North America; Java takes neither.
  if (!/^[A-Z]/.test(zone) || ["EST", "HST", "MST", "PST"].includes(zone)) return false;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions();
    // The engine takes any letter case, and Java one.
    return timeZone === zone || timeZone.toLowerCase() !== zone.toLowerCase();
  } catch {
    return false;
  }
}

/**
 * @param where follows the expression or the time zone in the message: ` in schedule`.
 * @throws ApiError 400 for what is not a Quartz expression, or not a Java time zone.
 */
export function requireCron(expression: string, zone: string, where = ""): void {
  const problem = cronProblem(expression);
  if (problem)
    throw invalidParameter(`Invalid quartz cron expression: '${expression}'${where} is not valid: ${problem}.`);
  if (!isTimeZone(zone)) throw invalidParameter(`Invalid time zone: '${zone}'${where} is not a time zone's id.`);
}
