import { stripVTControlCharacters } from "node:util";

/** A line as it looks when it is complete, since a progress bar draws over itself; without what would steer a terminal. */
export const shownLine = (line: string): string =>
  stripVTControlCharacters(line.replace(/\r+$/, "").split("\r").at(-1) ?? "").replaceAll(/[^\P{Cc}\t]/gu, "");

/** Text that others wrote, such as tags and names, without what would move the cursor or colour what comes after it. */
export const printable = (text: string): string => stripVTControlCharacters(text).replaceAll(/[^\P{Cc}\t\n]/gu, "");
