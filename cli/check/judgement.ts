import { createHash } from "node:crypto";
import type { Question, SettingsFiles } from "../../infra/config";
import type { Declaration, Properties } from "../../infra/declaration";
import { judge } from "../../policies/judge";
import { type JudgedStack, judgedStack } from "../../policies/report";
import type { Rule } from "../../policies/rule";

/** A question to the settings' files, and a digest of the answer. */
export type Answered = readonly [question: Question, answer: string];

/** What came of judging a stack, with all that it depends on. Plain data, to be kept and sent. */
export interface Judgement {
  stack: JudgedStack;
  asked: readonly Answered[];
  /** Digests of the outputs of other stacks that it reads, by stack. */
  heard: Readonly<Record<string, string>>;
  /** A digest of its own outputs. */
  outputs: string;
}

export async function judgementOf(
  { asked, files, heard, stack }: Declaration,
  rules: readonly Rule[],
): Promise<Judgement> {
  return {
    // Where findings can be mended is looked up in files, too: what is asked for it is in the account.
    stack: await judgedStack(stack, judge(stack, rules), files),
    asked: answered(files, asked),
    heard: Object.fromEntries([...heard].map(([name, outputs]) => [name, digestOf(outputs)])),
    outputs: digestOf(stack.outputs),
  };
}

export const answered = (files: SettingsFiles, asked: ReadonlySet<Question>): Answered[] =>
  [...asked].map((question) => [question, files.digest(question)]);

const digestOf = (outputs: Properties): string =>
  createHash("sha256").update(JSON.stringify(outputs)).digest("base64url");
