/** What was said of names: Intl reads a zone's whole history, and an estate has a few zones only. */
const answers = new Map<string, boolean>();

/** Whether schedules may be read in a time zone of this name: one of the time zone database's, or `GMT+2` and the like. */
export function isTimeZone(name: string): boolean {
  const known = answers.get(name) ?? (FROM_GREENWICH.test(name) || isKnownToIntl(name));
  answers.set(name, known);
  return known;
}

/** Java, which reads schedules, knows any distance from Greenwich; Intl does not know them under these names. */
const FROM_GREENWICH = /^GMT[+-]([01]?\d|2[0-3])(:?[0-5]\d)?$/;

function isKnownToIntl(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // Offsets such as +01:00 are taken by Intl and not by Databricks.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
