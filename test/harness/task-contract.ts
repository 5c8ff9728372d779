import { join } from "node:path";
import { CHECKOUT } from "./estate";
import { python } from "./python";

/** Where the pipelines' tasks say what they may be told. */
export const TASK_CONTRACT = join(CHECKOUT, "pipelines/generated/tasks.json");

/** What they say today, from their parameters in Python. @throws Error with Python's own words. */
export async function taskContract(): Promise<string> {
  const environment = { PYTHONPATH: "src", MLFLOW_DISABLE_TELEMETRY: "true" };
  const { exitCode, output } = await python("pipelines", ["-m", "lakestage_pipelines.contract"], environment);
  if (exitCode !== 0) throw new Error(output);
  return `${output}\n`;
}
