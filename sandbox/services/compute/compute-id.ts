import type { Call } from "../../control-plane";

/** As the service's: month, day and time, a running number, eight signs that tell it from others. */
export function newComputeId(call: Call): string {
  const [date = "", time = ""] = new Date(call.store.now()).toISOString().split(/[T.]/);
  const running = String(call.store.nextId() % 1_000_000).padStart(6, "0");
  return `${date.slice(5).replace("-", "")}-${time.replaceAll(":", "")}-${call.store.uuid().slice(0, 2)}${running}`;
}
