import { Cron } from "croner";

const FIELDS = { dayOfMonth: 3, dayOfWeek: 5 };
/** The last day of the month, so many days before it, and the working day nearest to that. */
const FROM_LAST = /^L-(\d{1,2})(W?)$/;
const FROM_GREENWICH = /^GMT([+-])(\d{1,2})(?::?(\d\d))?$/;
const DAY = 86_400_000;
/** Days that are looked through for one that counts from the end of its month. */
const LOOKED_THROUGH = 366 * 5;

/**
 * When a Quartz expression fires next after `after`, in milliseconds since 1970; undefined where it never does. A time of day
 * that a zone's clocks pass over fires when they have; one that comes twice fires once.
 */
export function nextTime(expression: string, zone: string, after: number): number | undefined {
  const offset = offsetOf(zone);
  if (offset !== undefined) {
    const found = nextTime(expression, "UTC", after + offset);
    return found === undefined ? undefined : found - offset;
  }
  const fields = expression.trim().toUpperCase().split(/\s+/);
  const [, days, weekday] = FROM_LAST.exec(fields[FIELDS.dayOfMonth] ?? "") ?? [];
  if (days === undefined) return next(fields, zone, after);
  return nextFromLast(fields, zone, after, Number(days), weekday === "W");
}

function next(fields: readonly string[], zone: string, after: number): number | undefined {
  const pattern = fields.map((text, place) =>
    text === "?" ? "*" : place === FIELDS.dayOfWeek && text === "L" ? "7" : text,
  );
  try {
    const cron = new Cron(pattern.join(" "), {
      paused: true,
      timezone: zone,
      mode: "6-or-7-parts",
      alternativeWeekdays: true,
      sloppyRanges: true,
    });
    return cron.nextRun(new Date(after))?.getTime();
  } catch {
    // Of a 31st of months that have none, Croner looks for the next until its stack is full.
    return undefined;
  }
}

/** Croner counts no days from the end: every day is tried, and those passed over that are not meant. */
function nextFromLast(
  fields: readonly string[],
  zone: string,
  after: number,
  days: number,
  isWeekday: boolean,
): number | undefined {
  const daily = fields.with(FIELDS.dayOfMonth, "*");
  let from = after;
  for (let looked = 0; looked < LOOKED_THROUGH; looked++) {
    const found = next(daily, zone, from);
    if (found === undefined) return undefined;
    const { year, month, day } = dateIn(zone, found);
    if (day === dayFromLast(year, month, days, isWeekday)) return found;
    from = endOfDay(zone, found);
  }
  return undefined;
}

/** A day of the month; none, 0, where the month is too short. */
function dayFromLast(year: number, month: number, days: number, isWeekday: boolean): number {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = last - days;
  if (!isWeekday || day < 1) return Math.max(0, day);
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  if (weekday === 6) return day > 1 ? day - 1 : day + 2;
  return weekday === 0 ? (day < last ? day + 1 : day - 2) : day;
}

function dateIn(zone: string, time: number): { year: number; month: number; day: number } {
  const options = { timeZone: zone, year: "numeric", month: "numeric", day: "numeric" } as const;
  const parts = new Intl.DateTimeFormat("en", options).formatToParts(new Date(time));
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return { year: of("year"), month: of("month"), day: of("day") };
}

/** Some time at the end of the day, so that what comes after is of the next. */
function endOfDay(zone: string, time: number): number {
  const { day } = dateIn(zone, time);
  const step = DAY / 24;
  let at = time;
  while (dateIn(zone, at + step).day === day) at += step;
  return at;
}

/** How far ahead of Greenwich one of Java's zones of this form is, in milliseconds; undefined for another. */
function offsetOf(zone: string): number | undefined {
  const [, sign, hours, minutes = "0"] = FROM_GREENWICH.exec(zone) ?? [];
  if (!sign) return undefined;
  return (sign === "+" ? 1 : -1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
