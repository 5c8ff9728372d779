import { Cron } from "croner";

/** What was said of expressions: looking for the next time takes milliseconds, and most projects have the same few. */
const answers = new Map<string, string | undefined>();

/**
 * What keeps a Quartz cron from ever firing, ready to follow the setting's name; undefined for a good one. Quartz is
 * what Databricks schedules take: seconds first, days of the week counted from Sunday = 1, and `?` in one of the day
 * fields.
 */
export function firesEver(expression: string): string | undefined {
  if (!answers.has(expression)) answers.set(expression, faultOf(expression));
  return answers.get(expression);
}

function faultOf(expression: string): string | undefined {
  const fields = expression.trim().split(/\s+/);
  if (fields.length < 6 || fields.length > 7) {
    return "must have 6 or 7 fields, seconds first, such as 0 0 5 * * ? for every day at 5";
  }
  const next = nextTime(fields);
  if (next === "malformed") return "must be a Quartz cron, such as 0 0 5 * * ? for every day at 5";
  const [dayOfMonth, dayOfWeek] = [fields[3], fields[5]];
  if ((dayOfMonth === "?") === (dayOfWeek === "?")) {
    return "must have ? in one of its day fields: the day of the month (the 4th) or of the week (the 6th)";
  }
  return next === "never" ? "never fires: there is no such day or time to come" : undefined;
}

/** Croner reads Quartz but for `?`, which it takes for now, and `5/15`, which it wants to be told apart from a typo. */
function nextTime(fields: string[]): Date | "never" | "malformed" {
  // Croner takes 8 for Sunday, as other crons take 7 for it.
  if (numbersIn(fields[5] ?? "").some((day) => day > 7)) return "malformed";
  const pattern = fields.map((field) => (field === "?" ? "*" : field)).join(" ");
  let cron: Cron;
  try {
    cron = new Cron(pattern, {
      paused: true,
      timezone: "UTC",
      mode: "6-or-7-parts",
      alternativeWeekdays: true,
      sloppyRanges: true,
    });
  } catch {
    return "malformed";
  }
  try {
    return cron.nextRun(beginningOfDay()) ?? "never";
  } catch {
    // Of a 31st of months that have none, Croner looks for the next until its stack is full.
    return "never";
  }
}

/** What is said of an expression holds all day: who checks settings twice is told the same. */
function beginningOfDay(): Date {
  const day = new Date();
  day.setUTCHours(0, 0, 0, 0);
  // Croner looks for what comes after.
  return new Date(day.getTime() - 1);
}

/** A field's numbers, without those that count steps or weeks. */
const numbersIn = (field: string): number[] => [...field.matchAll(/(?<![\d/#])\d+/g)].map(Number);

/** What was said of names: Intl reads a zone's whole history, and an estate has a few zones only. */
const zones = new Map<string, boolean>();

/** Whether the name is one of the time zone database's. */
export function isTimeZone(name: string): boolean {
  const known = zones.get(name) ?? isKnownToIntl(name);
  zones.set(name, known);
  return known;
}

function isKnownToIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // Offsets such as +01:00 are taken by Intl and not by Databricks.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
