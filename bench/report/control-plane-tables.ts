import type { Throughput } from "../control-plane/load";
import {
  MANY,
  type ManyObjects,
  MOST,
  type ObjectComparison,
  PAGE_SIZE,
  REQUESTS,
} from "../control-plane/many-objects";
import type { ThroughputRun } from "../control-plane/throughput";
import { type FigureTable, figures, MEBIBYTE, ratio, show } from "./figure-table";

/** The control plane next to the bare servers. */
export function throughputTable(runs: readonly ThroughputRun[]): FigureTable {
  const line = (what: string, select: (throughput: Throughput) => number | undefined): string[] => {
    const ours = figures(runs, ({ controlPlane }) => select(controlPlane));
    const bare = figures(runs, (run) => select(run.bare));
    const routed = figures(runs, (run) => select(run.routed));
    return [what, show(ours, 0), show(bare, 0), ratio(ours, bare), show(routed, 0), ratio(ours, routed)];
  };
  return {
    head: ["32 connections", "control plane", "bare server", "ratio", "with Hono's routes", "ratio"],
    rows: [
      line("requests per second", ({ requests }) => requests),
      line("requests per processor second", ({ requestsOfProcessor }) => requestsOfProcessor),
      line("p99, milliseconds", ({ p99 }) => p99),
    ],
  };
}

/** Jobs of the control plane next to rows of the bare server. */
export function manyObjectsTable({ controlPlane, bare }: ObjectComparison): FigureTable {
  const line = (
    what: string,
    digits: number,
    select: (objects: ManyObjects) => readonly (number | undefined)[],
  ): string[] => {
    const [ours, theirs] = [controlPlane, bare].map((objects) => figures(select(objects), (value) => value));
    return [what, show(ours ?? [], digits), show(theirs ?? [], digits), ratio(ours ?? [], theirs ?? [])];
  };
  const mebibytes = (bytes: number | undefined): number | undefined => bytes && bytes / MEBIBYTE;
  return {
    head: [`${MANY} objects, then ${MOST}`, "control plane", "bare server", "ratio"],
    rows: [
      line(`create ${MANY}: processor ms each`, 2, ({ create }) => [create]),
      line(`list ${MANY}, a hundred at a time: processor seconds`, 2, ({ listAll }) => [listAll]),
      line(`page of ${PAGE_SIZE} of ${MANY}, no administrator: ms`, 1, ({ page }) => page),
      line(`one of ${MANY} by name: ms`, 1, ({ find }) => find),
      line("memory at first, MiB", 0, ({ memory }) => [mebibytes(memory.atFirst)]),
      line(`memory with ${MOST}, MiB`, 0, ({ memory }) => [mebibytes(memory.withObjects)]),
      line(`memory after ${REQUESTS} requests more, MiB`, 0, ({ memory }) => [mebibytes(memory.afterRequests)]),
      line("start without objects: seconds", 2, ({ starts }) => [starts.empty.seconds]),
      line("start without objects: processor seconds", 2, ({ starts }) => [starts.empty.processorSeconds]),
      line(`start with ${MOST}: seconds`, 2, ({ starts }) => [starts.full.seconds]),
      line(`start with ${MOST}: processor seconds`, 2, ({ starts }) => [starts.full.processorSeconds]),
      line(`first page of ${MOST} after a start: ms`, 0, ({ firstPage }) => [firstPage]),
    ],
  };
}
