/** A moment as people and programs read it alike, wherever they are: `2026-12-01 11:48:59 UTC`. */
export const moment = (time: number | string | Date): string =>
  new Date(time)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
