import { blocks, isShell, spans } from "./page";
import { pipelineCommands } from "./pipelines";
import type { Written } from "./session";

/** A span that is a command: a program with what it is to do, maybe after variables. */
export const COMMAND = /^(?:[A-Z_]+=\S+ )?(?:az|databricks|env|gh|npx lakestage|pip|pulumi|lakestage) (?!CLI)[a-z|]/;

/** All commands of the page: of its blocks, then of its sentences, and of the pipelines that it gives. */
export function guideCommands(): Written[] {
  const inSentences = spans()
    .filter(({ text }) => COMMAND.test(text))
    .map(({ line, text }) => ({ line, text: text.replace(/^lakestage/, "npx lakestage") }));
  return [...blocks().filter(isShell), ...inSentences, ...pipelineCommands()];
}
