import { z } from "zod";
import { didYouMean } from "../../wording/nearest";
import type { Catalogue } from "../catalogue";
import { invalidParameter } from "./api-error";
import { Collection, type Store } from "./store";

/** A failure on demand: which calls, how many of them, and what happens to them. */
export const faultSchema = z.strictObject({
  /** Operation ids to hit; `*` stands for any run of characters, so `catalog.*` is all of Unity Catalog. */
  operation: z.string().min(1).max(200).default("*"),
  /** Only calls to this API. Default: all. */
  plane: z.enum(["account", "workspace", "arm"]).optional(),
  kind: z.enum(["status", "rate-limit", "latency", "drop", "stale-read"]),
  /** The HTTP status of `status`. */
  status: z.int().min(400).max(599).default(503),
  /** Seconds in the `Retry-After` header of `rate-limit`. */
  retryAfter: z.int().min(0).max(60).default(1),
  /** Milliseconds that `latency` adds. */
  latency: z.int().min(0).max(60_000).default(1000),
  /** Whether `drop` closes the connection before the call took effect or after it. */
  drop: z.enum(["before", "after"]).default("before"),
  /** Hits every so many-th matching call: 1 hits all of them, 5 one in five. */
  every: z.int().min(1).default(1),
  /** Ends after so many hits. Default: never. */
  count: z.int().min(1).optional(),
});

/** Each is looked at in every call. */
const MOST_FAULTS = 100;

export type Fault = z.infer<typeof faultSchema>;

interface ActiveFault {
  id: number;
  fault: Fault;
  /** Matching calls seen so far. */
  seen: number;
  hits: number;
}

const faults = new Collection<ActiveFault>("sandbox.fault");

/** The faults in force. They are part of the state: a restarted control plane goes on failing. */
export class Faults {
  /** So that a control plane without faults pays nothing for them. */
  private active: boolean;

  constructor(private readonly store: Store) {
    this.active = store.list(faults, { limit: 1 }).length > 0;
  }

  /** @throws ApiError when there are too many. */
  add(fault: Fault): ActiveFault {
    if (this.list().length >= MOST_FAULTS) {
      throw invalidParameter(`There may be ${MOST_FAULTS} faults. End them first: lakestage sandbox fault clear`);
    }
    this.active = true;
    const id = this.store.nextId();
    return this.store.put(faults, String(id), { id, fault, seen: 0, hits: 0 });
  }

  list(): ActiveFault[] {
    return this.store.list(faults).map(({ value }) => value);
  }

  clear(): void {
    for (const { id } of this.list()) this.store.delete(faults, String(id));
    this.active = false;
  }

  /** The fault that hits this call, if any; counting it. */
  strike(operation: string, plane: Fault["plane"]): Fault | undefined {
    if (!this.active) return undefined;
    for (const entry of this.list()) {
      const { fault, hits } = entry;
      const spent = fault.count !== undefined && hits >= fault.count;
      if (spent || (fault.plane && fault.plane !== plane) || !globMatches(fault.operation, operation)) continue;
      const seen = entry.seen + 1;
      const hit = seen % fault.every === 0;
      this.store.put(faults, String(entry.id), { ...entry, seen, hits: hits + (hit ? 1 : 0) });
      if (hit) return fault;
    }
    return undefined;
  }
}

/**
 * Refuses a fault that no call would ever meet.
 * @throws ApiError 400
 */
export function requireOperation({ operation, plane }: Fault, known: Catalogue): void {
  const ids = known.operationIds();
  const hit = ids.filter((id) => globMatches(operation, id));
  if (hit.length === 0 && !globMatches(operation, UNKNOWN_OPERATION)) {
    throw invalidParameter(`No operation is called "${operation}".${didYouMean(operation, namesLike(operation, ids))}`);
  }
  if (plane === undefined || operation === "*" || hit.some((id) => known.operation(id).plane === plane)) return;
  throw invalidParameter(`No operation of the plane ${plane} is called "${operation}".`);
}

/** What calls of no operation count as. */
export const UNKNOWN_OPERATION = "unknown";

/** Of `catalg.*`, the beginnings that there are: `catalog.*`. */
function namesLike(operation: string, ids: readonly string[]): string[] {
  if (!operation.includes("*")) return [...ids];
  const depth = operation.split(".").length - 1;
  return [...new Set(ids.map((id) => [...id.split(".").slice(0, depth), "*"].join(".")))];
}

/** By looking for one piece after the other: a pattern with many stars takes no longer than one with few. */
function globMatches(glob: string, text: string): boolean {
  const [first = "", ...others] = glob.split("*");
  const last = others.pop();
  if (last === undefined) return text === glob;
  if (!text.startsWith(first)) return false;
  let end = first.length;
  for (const piece of others) {
    const start = text.indexOf(piece, end);
    if (start < 0) return false;
    end = start + piece.length;
  }
  return text.length - last.length >= end && text.endsWith(last);
}
