import { z } from "zod";
import { wholeNumber } from "../formats";

/** What the project's jobs run on. */
export const compute = z.strictObject({
  type: z
    .enum(["jobCluster", "serverless"])
    .default("jobCluster")
    .describe("A cluster that lives as long as the run, in the virtual network; or serverless, in Databricks' own."),
  nodeType: z
    .string()
    .regex(/^Standard_\w+$/, "must be a virtual machine size such as Standard_D4ds_v5")
    .optional()
    .describe("Virtual machine size of a job cluster. Default: the first that the environment allows."),
  workers: wholeNumber(0, 1000).default(0).describe("Workers of a job cluster. 0: one machine does all."),
  maxWorkers: wholeNumber(1, 1000)
    .optional()
    .describe("Lets a job cluster grow from workers to this many. Default: it does not grow."),
  environmentVersion: z
    .string()
    .regex(/^[1-9]\d?$/, 'must be a version number in quotes, such as "3"')
    .default("3")
    .describe("Version of the serverless environment."),
});
