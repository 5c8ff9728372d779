import { z } from "zod";
import { prose, setOf, textAsWritten } from "../formats";
import { kebabName, previously } from "./names";
import { attempts, start } from "./timing";

/** One task of a job. */
export const task = z.strictObject({
  run: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, "must be a command of the project's package, such as score")
    .describe("The package's command that it runs."),
  parameters: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and dashes, as after the --"),
      textAsWritten(),
    )
    .default({})
    .describe("Options of the command, by name: passed on letter by letter."),
  dependsOn: setOf(z.string()).default([]).describe("Tasks that must have succeeded before."),
});

/** A multitask job of the project's own, beside those that every project has. */
export const job = z.strictObject({
  description: prose().optional().describe("What it is for."),
  previously: previously(),
  tasks: z
    .record(kebabName(), task)
    .refine((tasks) => Object.keys(tasks).length > 0, "must have at least one task")
    .meta({ minProperties: 1 })
    .describe("Its tasks, by name."),
  start: start().default({}).describe("What starts it. Default: nothing."),
  ...attempts().shape,
});
