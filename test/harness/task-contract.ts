import { join } from "node:path";
import { CHECKOUT } from "./estate";
import { python } from "./python";

/** Where the pipelines' tasks say what they may be told. */
export const TASK_CONTRACT = join(CHECKOUT, "pipelines/generated/tasks.json");

/** Where the projects' code says what their files must agree with. */
export const PROJECT_CONTRACT = join(CHECKOUT, "pipelines/generated/projects.json");

/** What tasks say today, from their parameters in Python. @throws Error with Python's own words. */
export const taskContract = (): Promise<string> => contract("tasks");

/** The same of projects. */
export const projectContract = (): Promise<string> => contract("projects");

async function contract(of: "tasks" | "projects"): Promise<string> {
  const environment = { PYTHONPATH: "src", MLFLOW_DISABLE_TELEMETRY: "true" };
  const { exitCode, output } = await python("pipelines", ["-m", "lakestage_pipelines.contract", of], environment);
  if (exitCode !== 0) throw new Error(output);
  return `${output}\n`;
}
