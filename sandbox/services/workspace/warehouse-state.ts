/** What a warehouse does, as the API names it. */
type WarehouseState = "STARTING" | "RUNNING" | "STOPPING" | "STOPPED";

/** The last thing that a warehouse was told to do; its state follows from that and the time. */
export interface WarehouseOrder {
  wanted: "RUNNING" | "STOPPED";
  /** Milliseconds since 1970. */
  at: number;
}

/** How long a warehouse takes to start or stop, in milliseconds: long enough to be seen, short enough to wait for. */
const TRANSITION = 1000;
const MINUTE = 60_000;

/** The order of a warehouse that is used at `now`: what runs goes on running, what is stopped is started. */
export const usedAt = (state: WarehouseState, now: number): WarehouseOrder => ({
  wanted: "RUNNING",
  at: state === "RUNNING" ? now - TRANSITION : now,
});

/**
 * The state at `now`. An idle warehouse stops by itself after its minutes, counted from its last use.
 *
 * @param autoStopMinutes 0: never.
 */
export function stateAt(order: WarehouseOrder, now: number, autoStopMinutes: number): WarehouseState {
  const elapsed = now - order.at;
  if (order.wanted === "STOPPED") return elapsed < TRANSITION ? "STOPPING" : "STOPPED";
  if (elapsed < TRANSITION) return "STARTING";
  return autoStopMinutes > 0 && elapsed - TRANSITION >= autoStopMinutes * MINUTE ? "STOPPED" : "RUNNING";
}
