import type { BenchmarkResource } from "../resource-set";

/** The environment variable that names the file with a `ProgramInput`. */
export const FILE_VARIABLE = "LAKESTAGE_BENCH_INPUT";

/** What is to be declared, and where. */
export interface ProgramInput {
  resources: BenchmarkResource[];
  /** Address of the account's API. */
  account: string;
  accountId: string;
  /** Address of the workspace's API. */
  workspace: string;
  workspaceId: string;
}
