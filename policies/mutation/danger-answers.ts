import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Danger } from "./dangers";

const schema = z.strictObject({
  answers: z.array(
    z.strictObject({
      /** Regular expression over the type's name, as `Job`; any where it is absent. */
      type: z.string().optional(),
      /** Regular expression over the path of the property without indexes. */
      path: z.string(),
      /** Regular expression over the value as JSON; any where it is absent. */
      value: z.string().optional(),
      /** `refused`: by Databricks or its provider; `harmless`: nothing that a reviewer need fear. */
      outcome: z.enum(["refused", "harmless"]),
      because: z.string().min(20),
    }),
  ),
});

/** Why no rule need catch some dangers. */
export type DangerAnswer = z.infer<typeof schema>["answers"][number];

/** The answers in `policies/mutation/danger-answers.yaml`. */
export const dangerAnswers = (): DangerAnswer[] =>
  schema.parse(parse(readFileSync(join(__dirname, "danger-answers.yaml"), "utf8"))).answers;

/** The first answer that is about a danger. */
export const dangerAnswerTo = (
  { path, type, value }: Omit<Danger, "changed">,
  answers: readonly DangerAnswer[],
): DangerAnswer | undefined =>
  answers.find(
    (answer) =>
      new RegExp(`:(${answer.type ?? "\\w+"})$`).test(type) &&
      new RegExp(`^(${answer.path})$`).test(path) &&
      new RegExp(answer.value ?? "").test(value),
  );
