import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../sandbox/control-plane";

/** A call that the command-line tool sent, and what came back. `{{name}}` stands for a value of an earlier answer. */
export interface RecordedCall {
  method: string;
  path: string;
  /** JSON. */
  body?: Json;
  /** Of a file that is sent as it is: what stands for its content. */
  file?: string;
  status: number;
  /** Values of the answer that later calls name: by the place in it, `/job_id`, the name. */
  keeps?: Record<string, string>;
}

export const RECORDING = join(__dirname, "generated", "calls.json");

/** The calls of `deploy`, `plan` and `destroy` of the bundle, in the order in which they were sent. */
export const recordedCalls = (): RecordedCall[] => JSON.parse(readFileSync(RECORDING, "utf8")) as RecordedCall[];

/** The texts and whole numbers in an answer, each with its place. */
export function* leavesOf(value: Json | undefined, place = ""): Generator<[place: string, leaf: string | number]> {
  if (typeof value === "string" || typeof value === "number") yield [place, value];
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) yield* leavesOf(item, `${place}/${index}`);
  else if (typeof value === "object" && value !== null)
    for (const [name, member] of Object.entries(value as JsonObject)) yield* leavesOf(member, `${place}/${name}`);
}
