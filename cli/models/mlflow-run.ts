import { z } from "zod";
import type { DatabricksClient } from "../../databricks-client";

const metricsSchema = z
  .array(z.object({ key: z.string(), value: z.number() }))
  .default([])
  .transform((metrics) => Object.fromEntries(metrics.map(({ key, value }) => [key, value])));

/** Parameters and tags alike. */
const textsSchema = z
  .array(z.object({ key: z.string(), value: z.string().default("") }))
  .default([])
  .transform((texts) => Object.fromEntries(texts.map(({ key, value }) => [key, value])));

const inputSchema = z.object({
  dataset: z.object({
    name: z.string().default(""),
    source: z.string().default(""),
    schema: z.string().optional(),
    digest: z.string().optional(),
  }),
});

const mlflowRunSchema = z.object({
  info: z.object({
    run_id: z.string(),
    run_name: z.string().optional(),
    experiment_id: z.string().optional(),
    user_id: z.string().optional(),
    start_time: z.coerce.number().optional(),
    end_time: z.coerce.number().optional(),
  }),
  data: z.object({ metrics: metricsSchema, params: textsSchema, tags: textsSchema }),
  inputs: z
    .object({ dataset_inputs: z.array(inputSchema).default([]) })
    .default({ dataset_inputs: [] })
    .transform(({ dataset_inputs: inputs }) => inputs.map(({ dataset }) => dataset)),
});

/** A run of MLflow's: what was told it, what it measured, which data it read. */
export type MlflowRun = z.infer<typeof mlflowRunSchema>;

/** Undefined where it is gone, or the caller does not see it. */
export async function readMlflowRun(client: DatabricksClient, runId: string): Promise<MlflowRun | undefined> {
  const answer = await client.find("/api/2.0/mlflow/runs/get", { run_id: runId });
  return answer && mlflowRunSchema.parse(answer.run);
}
