import { readFileSync } from "node:fs";
import { z } from "zod";
import type { TableInfo } from "../../authority/unity-catalog/infos";
import { changed, securables } from "../../authority/unity-catalog/securables";
import type { Behaviour } from "../../control-plane";
import { isWithin } from "../unity-catalog/storage-paths";
import { dataServerOf } from "./attached";
import { recordLineage } from "./lineage";
import { columnsOfSchema } from "./spark-schema";

const metadataSchema = z.object({
  schemaString: z.string(),
  partitionColumns: z.array(z.string()),
  configuration: z.record(z.string(), z.string()).default({}),
  description: z.string().optional(),
});

interface Commit {
  /** The commit's file. */
  url: string;
  /** Full names of the tables that were read for it. */
  reads: string[];
  /** Said by whoever wrote, and believed for nothing but to be shown. */
  job_id?: string;
  run_id?: string;
}

/** Delta has committed a version of a table: what the commit says of its columns and properties is the table's now. */
export const commitHeard: Behaviour<Commit> = ({ url, reads, job_id: jobId, run_id: runId }, call) => {
  const found = call.store.find(
    securables.table,
    ({ storage_location: location }) => location !== undefined && isWithin(url, location),
  );
  if (!found) return undefined;
  const file = dataServerOf(call.store)?.storage.fileOf(url);
  const described = file === undefined ? {} : describedBy(readFileSync(file, "utf8"));
  call.store.put(securables.table, found.key, { ...found.value, ...described, ...changed(call) });
  recordLineage(call, found.value, reads, { jobId, runId });
  return undefined;
};

/** What a commit says of the table, where it says anything. */
function describedBy(commit: string): Partial<TableInfo> {
  const line = commit.split("\n").find((each) => each.startsWith('{"metaData":'));
  if (line === undefined) return {};
  const metadata = metadataSchema.parse(JSON.parse(line).metaData);
  return {
    columns: columnsOfSchema(metadata.schemaString, metadata.partitionColumns),
    properties: metadata.configuration,
    ...(metadata.description === undefined ? {} : { comment: metadata.description }),
  };
}
