import { join } from "node:path";
import { z } from "zod";
import { python } from "../../test/harness/python";
import { ENVIRONMENT_OF_JOBS, type JobWorkspace, PROJECT } from "./job-workspace";
import { besidePlainSpark } from "./plain-peer";

/** How many statements are under way at a time. */
const AT_ONCE = [1, 4] as const;
const WARM_UP_SECONDS = 5;
/** As `tasks/statements.py` has it of its own table. */
const STATEMENT = `SELECT origin, count(*), avg(temp) FROM ${ENVIRONMENT_OF_JOBS}.${PROJECT.replaceAll("-", "_")}.raw_weather GROUP BY origin`;

const lineSchema = z.object({ atOnce: z.number(), perSecond: z.number() });

export interface StatementsRun extends z.infer<typeof lineSchema> {
  where: "warehouse" | "plain Spark";
}

/** Sends a warehouse a statement over and over, and then as many as it takes to a plain Spark, by its own client. */
export async function measureStatements(
  workspace: JobWorkspace,
  { seconds, progress }: { seconds: number; progress: (what: string) => unknown },
): Promise<StatementsRun[]> {
  progress("statements of a warehouse");
  const runs: StatementsRun[] = [];
  for (const atOnce of AT_ONCE) {
    await load(workspace, atOnce, WARM_UP_SECONDS);
    runs.push({ where: "warehouse", atOnce, perSecond: await load(workspace, atOnce, seconds) });
  }
  progress("the same on plain Spark");
  const printed = await besidePlainSpark(async (surroundings) => {
    const args = [
      join(__dirname, "tasks", "statements.py"),
      String(seconds),
      String(WARM_UP_SECONDS),
      AT_ONCE.join(","),
    ];
    const { exitCode, output } = await python("pipelines", args, surroundings);
    if (exitCode !== 0) throw new Error(`statements.py ended with ${exitCode}\n${output}`);
    return output;
  });
  for (const line of printed.split("\n").filter((each) => each.startsWith("{"))) {
    runs.push({ where: "plain Spark", ...lineSchema.parse(JSON.parse(line)) });
  }
  return runs;
}

/** @returns statements a second. */
async function load(workspace: JobWorkspace, atOnce: number, seconds: number): Promise<number> {
  const began = performance.now();
  const passed = (): number => (performance.now() - began) / 1000;
  let ended = 0;
  const worker = async (): Promise<void> => {
    while (passed() < seconds) {
      const { status } = await workspace.client.change("POST", "/api/2.0/sql/statements", {
        warehouse_id: workspace.warehouseId,
        statement: STATEMENT,
        wait_timeout: "30s",
      });
      if ((status as { state?: string } | undefined)?.state !== "SUCCEEDED") {
        throw new Error(`the statement ended with ${JSON.stringify(status)}`);
      }
      ended++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return ended / passed();
}
