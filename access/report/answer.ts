import type { Explanation, Question } from "../evaluation/explanation";
import { actionText, nameOf, wordOf } from "../evaluation/words";

/** `SELECT on table prod.delay.predictions, from the workspace of dev`. */
function questionText({ action, environment, target }: Question): string {
  const what = `${actionText(action)} on ${wordOf(target)} ${nameOf(target)}`;
  return target.sort === "securable" ? `${what}, from the workspace of ${environment}` : what;
}

/** Whether it is allowed, and one line for each thing that was looked at. */
export function answerOf(question: Question, { allowed, steps }: Explanation, principal: string): string {
  const verdict = `${allowed ? "Allowed" : "Refused"}: ${principal}, ${questionText(question)}`;
  return [verdict, ...steps.map(({ holds, text }) => `  ${holds ? "✓" : "✗"} ${text}`)].join("\n");
}
