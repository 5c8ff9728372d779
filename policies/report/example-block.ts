import { codeBlock } from "./markdown-text";

/** A rule's example as Markdown. Examples are settings in YAML, or resources in TypeScript. */
export const exampleBlock = (example: string): string =>
  codeBlock(example, /;\s*$|^\s*(new|const|return|import)\b|=>/m.test(example) ? "typescript" : "yaml");
