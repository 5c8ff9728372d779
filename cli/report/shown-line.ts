import { stripVTControlCharacters } from "node:util";

/** A line as it looks when it is complete, since a progress bar draws over itself; without what would steer a terminal. */
export const shownLine = (line: string): string =>
  stripVTControlCharacters(line.replace(/\r+$/, "").split("\r").at(-1) ?? "").replaceAll(/[^\P{Cc}\t]/gu, "");
