import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Difference } from "./differences";

const fileSchema = z.array(
  z.strictObject({
    explanation: z.string().min(20),
    /** Lines as `describeDifference` writes them. */
    differences: z.array(z.string()).min(1),
  }),
);

/** The committed differences, each with the explanation that stands above it. */
export function readKnownDifferences(): ReadonlyMap<string, string> {
  const groups = fileSchema.parse(parse(readFileSync(join(__dirname, "known-differences.yaml"), "utf8")));
  return new Map(
    groups.flatMap(({ explanation, differences }) => differences.map((line) => [line, explanation] as const)),
  );
}

/** One line of the file: `Job.inputs.triggers: declared optional object[], bridged absent`. */
export function describeDifference({ at, declared, bridged }: Difference): string {
  return `${at}: declared ${declared}, bridged ${bridged}`;
}
