import { z } from "zod";
import { jsonNumber, prose, setOf } from "../formats";
import { securableName, tableName } from "./names";
import { attempts, schedule } from "./timing";

const snapshotTable = z.strictObject({
  columns: setOf(securableName())
    .min(1, "must name at least one column")
    .optional()
    .describe("Columns that are copied. Default: all."),
  where: prose().optional().describe("SQL condition that rows must meet. Default: none."),
  fraction: jsonNumber((share) => {
    if (share <= 0) return "must be more than 0";
    return share > 1 ? "must be at most 1" : undefined;
  })
    .meta({ exclusiveMinimum: 0, maximum: 1 })
    .optional()
    .describe("Share of those rows, taken at random: 0.1 is a tenth. Default: all."),
});

/** Tables that are copied where the environment's own may not be read, and the job that copies them. */
export const snapshots = z.strictObject({
  tables: z
    .record(tableName(), snapshotTable)
    .default({})
    .describe("Tables to copy, of the project's schema or of that of its metrics: what of each."),
  schedule: schedule().prefault({ cron: "0 0 4 * * ?" }).describe("When they are copied. Default: every day at 4."),
  ...attempts().shape,
});
