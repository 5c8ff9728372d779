import { z } from "zod";
import { displayName } from "../formats";
import { kebabName, previously } from "./names";
import { attempts, start } from "./timing";

const task = z.strictObject({
  run: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "must be a command of the project's package, such as score")
    .describe("The package's command that it runs."),
  parameters: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and dashes, as after the --"),
      z.union([z.string(), z.number(), z.boolean()], "must be text, a number, true or false"),
    )
    .default({})
    .describe("Options of the command, by name."),
  dependsOn: z.array(z.string()).default([]).describe("Tasks that must have succeeded before."),
});

/** A multitask job of the project's own, beside those that every project has. */
export const job = z.strictObject({
  description: displayName().optional().describe("What it is for."),
  previously: previously(),
  tasks: z
    .record(kebabName(), task)
    .refine((tasks) => Object.keys(tasks).length > 0, "must have at least one task")
    .describe("Its tasks, by name."),
  start: start().default({}).describe("What starts it. Default: nothing."),
  ...attempts().shape,
});
