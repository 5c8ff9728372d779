import { invalidParameter } from "../../control-plane";

/** What may be named by a key, with the most characters that its value has. */
const VALUE_LIMITS = {
  Metric: 0,
  Parameter: 6000,
  "Run tag": 8000,
  "Experiment tag": 20_000,
  "Logged model tag": 8000,
};

const KEY_LIMIT = 250;

/** Refuses a key or a value that the service does not keep; a key that is left out is an empty one. */
export function checkEntry(what: keyof typeof VALUE_LIMITS, key = "", value = ""): void {
  if (!/^[/\w.\- :]+$/.test(key) || !isOwnPath(key)) {
    throw invalidParameter(
      `Invalid ${what.toLowerCase()} name: '${key}'. Names have letters, digits, underscores, dashes, periods, spaces, colons and slashes, and are no path to elsewhere.`,
    );
  }
  if (key.length > KEY_LIMIT) {
    throw invalidParameter(
      `${what} name '${key}' had length ${key.length}, which exceeded length limit of ${KEY_LIMIT}.`,
    );
  }
  const limit = VALUE_LIMITS[what];
  if (value.length > limit) {
    throw invalidParameter(
      `${what} value of '${key}' had length ${value.length}, which exceeded length limit of ${limit}.`,
    );
  }
}

/** Keys may be made file names: none may mean another one, as `a/../b` would. */
function isOwnPath(key: string): boolean {
  return key.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}
