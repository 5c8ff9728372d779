import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { python } from "../../test/harness/python";
import { ENVIRONMENT_OF_JOBS, type JobWorkspace, PROJECT } from "./job-workspace";
import { besidePlainSpark, PLAIN_CATALOG } from "./plain-peer";

const lineSchema = z.object({ scale: z.number(), task: z.string(), rows: z.number(), seconds: z.number() });

/** One task on so many times the data. */
export interface ScaledRun extends z.infer<typeof lineSchema> {
  where: "sandbox" | "plain Spark";
}

const SCHEMA = PROJECT.replaceAll("-", "_");

/** Runs features and batch inference on several times the data, in the sandbox and then without it. */
export async function measureScaledData(
  workspace: JobWorkspace,
  { scales, progress }: { scales: readonly number[]; progress: (what: string) => unknown },
): Promise<ScaledRun[]> {
  const parameters = (catalog: string, ...more: string[]): string[] => [
    scales.join(","),
    `--environment=${ENVIRONMENT_OF_JOBS}`,
    `--catalog=${catalog}`,
    `--schema=${SCHEMA}`,
    `--project=${PROJECT}`,
    `--model=${SCHEMA}`,
    `--experiment=/Projects/${PROJECT}/experiment`,
    ...more,
  ];
  progress(`${scales.join(", ")} times the data`);
  const { tasks } = await workspace.submit([{ file: "scaled.py", parameters: parameters(ENVIRONMENT_OF_JOBS) }]);
  const ours = (await Promise.all(tasks.map((task) => workspace.printed(task)))).join("\n");
  progress("the same on plain Spark");
  const theirs = await besidePlainSpark(async (surroundings) => {
    const folder = mkdtempSync(join(tmpdir(), "lakestage-bench-"));
    try {
      const args = [join(__dirname, "tasks", "scaled.py"), ...parameters(PLAIN_CATALOG, `--local=${folder}`)];
      const { exitCode, output } = await python("pipelines", args, surroundings);
      if (exitCode !== 0) throw new Error(`scaled.py ended with ${exitCode}\n${output}`);
      return output;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  return [...runsIn(ours, "sandbox"), ...runsIn(theirs, "plain Spark")];
}

const runsIn = (printed: string, where: ScaledRun["where"]): ScaledRun[] =>
  printed
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => ({ ...lineSchema.parse(JSON.parse(line)), where }));
