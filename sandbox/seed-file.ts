import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { type Seed, seedSchema } from "./control-plane";

/** The seed that ships with the sandbox. */
export const SHIPPED_SEED = join(__dirname, "seed.yaml");

/** A seed file that cannot be used; the message lists every problem with its line. */
export class SeedFileError extends Error {
  constructor(problems: string[]) {
    super(problems.join("\n"));
    this.name = "SeedFileError";
  }
}

/** Reads a seed file; refuses it with `file:line:column: problem` for each mistake. */
export function readSeed(file: string): Seed {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, "utf8"), { lineCounter: lines });
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw new SeedFileError(document.errors.map((error) => `${at(error.pos[0])}: ${error.message.split("\n")[0]}`));
  }
  const result = seedSchema.safeParse(document.toJS());
  if (result.success) return result.data;
  throw new SeedFileError(
    result.error.issues.map((issue) => {
      const node = document.getIn(issue.path, true) as { range?: [number, number, number] } | undefined;
      return `${at(node?.range?.[0] ?? 0)}: ${issue.path.join(".")}: ${issue.message}`;
    }),
  );
}
