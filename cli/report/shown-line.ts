import { stripVTControlCharacters } from "node:util";

/** A line as it looks when it is complete, since a progress bar draws over itself; without what would steer a terminal. */
export const shownLine = (line: string): string =>
  printable(line.replace(/\r+$/, "").split("\r").at(-1) ?? "").replaceAll("\n", "");

/**
 * Text that others wrote, such as tags and names, without what would move the cursor or colour what comes after it. Signs
 * that have what follows read from right to left are shown by their numbers: a name would look like another.
 */
export const printable = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll(/[^\P{Cc}\t\n]/gu, "")
    .replaceAll(
      /\p{Bidi_Control}/gu,
      (sign) => `<U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}>`,
    );
