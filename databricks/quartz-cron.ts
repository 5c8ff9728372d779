import { Cron } from "croner";

/** What a field of an expression may hold. */
interface Field {
  least: number;
  most: number;
  /** Of the values, from the least on. */
  names?: readonly string[];
  /** What it may be instead of values: days that a calendar tells. Never in a list. */
  instead?: RegExp;
  /** Its ranges do not pass the end and begin again, as `22-2` and `FRI-MON` do. */
  onlyForward?: true;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** By their places. */
const FIELDS: readonly Field[] = [
  { least: 0, most: 59 },
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  {
    least: 1,
    most: 31,
    // Any; the last day, or so many before it; the working day nearest to one of these, or to a day.
    instead: /^(\?|L(-([1-9]|[12]\d|30))?W?|([1-9]|[12]\d|3[01])W)$/,
  },
  { least: 1, most: 12, names: MONTHS },
  {
    least: 1,
    most: 7,
    names: DAYS,
    // Any; Saturday; the last such day of the month, or the nth.
    instead: new RegExp(`^(\\?|L|([1-7]|${DAYS.join("|")})(L|#[1-5]))$`),
  },
  { least: 1970, most: 2099, onlyForward: true },
];

const PART = "[\\dA-Za-z*?,/#-]+";

/** Of what `grammarFault` says what a regular expression can: six or seven fields, `?` in one of the day fields. */
export const CRON_PATTERN = `^\\s*(${PART}\\s+){3}(\\?\\s+${PART}\\s+(?!\\?(\\s|$))${PART}|(?!\\?\\s)${PART}\\s+${PART}\\s+\\?)(\\s+${PART})?\\s*$`;

const DAY_OF_MONTH = 3;
const DAY_OF_WEEK = 5;

/** What was said of expressions: looking for the next time takes milliseconds, and most projects have the same few. */
const answers = new Map<string, string | undefined>();

/**
 * What keeps a Quartz cron from ever firing, ready to follow the setting's name; undefined for a good one. Quartz is
 * what Databricks schedules take: seconds first, days of the week counted from Sunday = 1, and `?` in one of the day
 * fields.
 */
export function cronFault(expression: string): string | undefined {
  if (!answers.has(expression)) answers.set(expression, grammarFault(expression) ?? idleness(expression));
  return answers.get(expression);
}

const fieldsOf = (expression: string): string[] => expression.trim().toUpperCase().split(/\s+/);

/** Why Quartz refuses an expression. It takes one that never fires, such as for the 30th of February. */
export function grammarFault(expression: string): string | undefined {
  const fields = fieldsOf(expression);
  if (fields.length < 6 || fields.length > 7) {
    return "must have 6 or 7 fields, seconds first, such as 0 0 5 * * ? for every day at 5";
  }
  if (fields.some((text, place) => valuesIn(text, place) === undefined)) {
    return "must be a Quartz cron, such as 0 0 5 * * ? for every day at 5";
  }
  if ((fields[DAY_OF_MONTH] === "?") === (fields[DAY_OF_WEEK] === "?")) {
    return "must have ? in one of its day fields: the day of the month (the 4th) or of the week (the 6th)";
  }
  return undefined;
}

/** The values of a field, or the text that it may be instead; undefined for what is neither. */
function valuesIn(text: string, place: number): number[] | string | undefined {
  const field = FIELDS[place];
  if (!field) return undefined;
  if (field.instead?.test(text)) return text;
  const items = text.split(",").map((item) => itemValues(item, field));
  return items.every((values) => values !== undefined) ? items.flat() : undefined;
}

/** Of `5`, `*`, `1-5`, `0/15`, `1-30/5` or `/5`. */
function itemValues(item: string, field: Field): number[] | undefined {
  const [, range, step] = /^([^/]*)(?:\/(\d+))?$/.exec(item) ?? [];
  if (range === undefined || Number(step) > field.most) return undefined;
  const ends = endsOf(range, step !== undefined, field);
  return ends && between(ends, Number(step ?? 1), field);
}

/** The first and last value of a range. One value is a range to the end where it has a step, else of itself. */
function endsOf(range: string, hasStep: boolean, field: Field): [number, number] | undefined {
  const { onlyForward, least, most } = field;
  if (range === "*" || (range === "" && hasStep)) return [least, most];
  const ends = range.split("-");
  const [first, last] = ends.map((end) => valueIn(end, field));
  if (first === undefined || ends.length > 2) return undefined;
  if (ends.length === 1) return [first, hasStep ? most : first];
  return last === undefined || (onlyForward && last < first) ? undefined : [first, last];
}

function valueIn(text: string, { least, most, names = [] }: Field): number | undefined {
  if (names.includes(text)) return least + names.indexOf(text);
  const value = /^\d{1,4}$/.test(text) ? Number(text) : undefined;
  return value !== undefined && value >= least && value <= most ? value : undefined;
}

/** With a step of 0, the first alone. */
function between([first, last]: [number, number], step: number, { least, most }: Field): number[] {
  const all = most - least + 1;
  const end = last < first ? last + all : last;
  const values = [];
  for (let value = first; value <= end; value += step || all) values.push(least + ((value - least) % all));
  return values;
}

/** Of a good expression the fewest seconds between two times within an hour: an hour, where it fires once in each. */
export function shortestWait(expression: string): number {
  const [seconds, minutes] = fieldsOf(expression)
    .slice(0, 2)
    .map((text, place) => valuesIn(text, place));
  if (!Array.isArray(seconds) || !Array.isArray(minutes)) return SECONDS_OF_AN_HOUR;
  const times = [...new Set(minutes.flatMap((minute) => seconds.map((second) => minute * 60 + second)))];
  times.sort((one, other) => one - other);
  const waits = times.flatMap((time, index) => (index === 0 ? [] : time - (times[index - 1] ?? 0)));
  const overTheHour = SECONDS_OF_AN_HOUR - (times.at(-1) ?? 0) + (times[0] ?? 0);
  return Math.min(...waits, overTheHour);
}

const SECONDS_OF_AN_HOUR = 3600;

/** What keeps an expression that Quartz takes from firing. */
function idleness(expression: string): string | undefined {
  const pattern = fieldsOf(expression).map((text, place) => {
    const values = valuesIn(text, place) ?? "";
    return typeof values === "string" ? asCroner(values, place) : values.join(",");
  });
  const cron = new Cron(pattern.join(" "), {
    paused: true,
    timezone: "UTC",
    mode: "6-or-7-parts",
    alternativeWeekdays: true,
  });
  try {
    if (cron.nextRun(beginningOfDay())) return undefined;
  } catch {
    // Of a 31st of months that have none, Croner looks for the next until its stack is full.
  }
  return "never fires: there is no such day or time to come";
}

/** Croner takes `?` for now, counts no days back from a month's last, and wants to know of which day it is the last. */
function asCroner(text: string, place: number): string {
  if (text === "?") return "*";
  if (place === DAY_OF_WEEK) return text === "L" ? "7" : text;
  // So a day before the last that a short month lacks, such as `L-30` in February, is taken to be there.
  return text.startsWith("L") ? "L" : text;
}

/** What is said of an expression holds all day: who checks settings twice is told the same. */
function beginningOfDay(): Date {
  const day = new Date();
  day.setUTCHours(0, 0, 0, 0);
  // Croner looks for what comes after.
  return new Date(day.getTime() - 1);
}
