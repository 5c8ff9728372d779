import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type Mutation, withoutIndexes } from "./mutations";

/** Why no rule need catch some mutations. */
export interface Answer {
  /** Ending of the resource type, as `RoleAssignment`; any where it is absent. */
  type?: string | undefined;
  /** Of the stack's name: the stages where it holds; all where it is absent. */
  environments?: string[] | undefined;
  /** Regular expression over the property's path without indexes. */
  path: string;
  /** The mutator's name; any where it is absent. */
  mutator?: string | undefined;
  /** Regular expression over the worse value; any where it is absent. */
  value?: string | undefined;
  because: string;
}

const answersSchema = z.strictObject({
  answers: z.array(
    z.strictObject({
      type: z.string().optional(),
      environments: z.array(z.string()).optional(),
      path: z.string(),
      mutator: z.string().optional(),
      value: z.string().optional(),
      because: z.string().min(20),
    }),
  ),
});

/** The answers in `policies/mutation/answers.yaml`. */
export const answers = (): Answer[] =>
  answersSchema.parse(parse(readFileSync(join(__dirname, "answers.yaml"), "utf8"))).answers;

/** The first answer that is about a mutation. */
export function answerTo(mutation: Omit<Mutation, "mutated">, known: readonly Answer[]): Answer | undefined {
  const path = withoutIndexes(mutation.path);
  const [environment = ""] = mutation.stack.split(".");
  return known.find(
    (answer) =>
      (answer.type === undefined || mutation.type.endsWith(`:${answer.type}`)) &&
      (answer.environments === undefined || answer.environments.includes(environment)) &&
      (answer.mutator === undefined || answer.mutator === mutation.mutator) &&
      new RegExp(`^(${answer.path})$`).test(path) &&
      new RegExp(answer.value ?? "").test(mutation.value),
  );
}
