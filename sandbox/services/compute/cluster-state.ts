/** What a cluster does, as the API names it. */
type ClusterState = "PENDING" | "RESTARTING" | "RUNNING" | "TERMINATING" | "TERMINATED";

/** The last thing that a cluster was told to do; its state follows from that and the time. */
export interface ClusterOrder {
  wanted: "RUNNING" | "TERMINATED";
  /** Milliseconds since 1970. */
  at: number;
  /** It ran before, and is on its way to running again. */
  again?: true;
  /** Who had it terminated; absent while it runs. */
  by?: string;
}

/** How long a cluster takes to start or stop, in milliseconds: long enough to be seen, short enough to wait for. */
export const TRANSITION = 1000;
const MINUTE = 60_000;

/**
 * The state at `now`. A cluster that nothing uses ends by itself after its minutes; nothing in the sandbox uses it, so it
 * has been idle since it started.
 *
 * @param minutes 0: never.
 */
export function stateAt(order: ClusterOrder, now: number, minutes: number): ClusterState {
  const elapsed = now - order.at;
  if (order.wanted === "TERMINATED") return elapsed < TRANSITION ? "TERMINATING" : "TERMINATED";
  if (elapsed < TRANSITION) return order.again ? "RESTARTING" : "PENDING";
  return endsAt(order, minutes) <= now ? "TERMINATED" : "RUNNING";
}

/** When a running cluster ends for want of use. */
export const endsAt = ({ at }: ClusterOrder, minutes: number): number =>
  minutes > 0 ? at + TRANSITION + minutes * MINUTE : Number.POSITIVE_INFINITY;
