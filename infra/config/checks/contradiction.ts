import { listed, suggestion } from "../../../wording/nearest";
import type { Path } from "../yaml/source-file";

/** Settings that are each well formed, and do not go together or with the environment. */
export interface Contradiction {
  path: Path;
  message: string;
  /** What the environment has to do with it; other environments may say other things of the same mistake. */
  here?: string;
}

/** `names no model of the project: "flight_dely"; did you mean "flight_delay"?` */
export const unknownName = (what: string, name: string, known: readonly string[]): string =>
  known.length === 0
    ? `names the ${what} "${name}", and the project has none`
    : `names no ${what} of the project: "${name}"${suggestion(name, known) || `; it must be ${listed(known)}`}`;
