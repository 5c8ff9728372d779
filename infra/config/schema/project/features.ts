import { z } from "zod";
import { setOf, wholeNumber } from "../formats";
import { securableName } from "./names";
import { attempts, start } from "./timing";

const onlineCopy = z.strictObject({
  refresh: z
    .enum(["SNAPSHOT", "TRIGGERED", "CONTINUOUS"])
    .default("TRIGGERED")
    .describe("How the online copy follows: all rows, changed rows when the job ran, or always."),
});

/** A feature table. */
export const featureTable = z.strictObject({
  primaryKey: setOf(securableName()).min(1, "must name at least one column").describe("Columns that tell rows apart."),
  timestamp: securableName().optional().describe("Column of the time at which a row's values were known."),
  online: onlineCopy.optional().describe("Keeps a copy in the online store, for look-ups while serving."),
});

/** Feature tables, and the job that writes them. */
export const features = z.strictObject({
  tables: z.record(securableName(), featureTable).default({}).describe("Feature tables, by name."),
  start: start().default({}).describe("What starts the job. Default: nothing."),
  ...attempts().shape,
});

/** The online store: a database instance of the project's own. */
export const onlineStore = z.strictObject({
  capacity: z.enum(["CU_1", "CU_2", "CU_4", "CU_8"]).default("CU_1").describe("Size of the instance."),
  retentionDays: wholeNumber(2, 35).default(7).describe("Days that it can be taken back in time."),
});
