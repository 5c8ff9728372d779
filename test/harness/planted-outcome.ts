import type { Finding } from "../../policies/finding";
import type { Rule } from "../../policies/rule";
import { type Batch, changesOf } from "./planted-batches";
import type { PlantedCase } from "./planted-cases";
import { foundPlanted, lineOf } from "./planted-stack";

/** What `lakestage preview --policies --json` says of a stack. */
export interface PreviewReport {
  stack: string;
  outcome: "done" | "failed" | "skipped";
  findings: Finding[];
  diagnostics: { severity: string; resource?: string; message: string }[];
}

/** What a preview with a batch planted showed. */
export interface Outcome {
  /** Cases of which the engine found all that their rules find. */
  shown: PlantedCase[];
  /** The others, in batches with less company. */
  hidden: Batch[];
  /** What hid them. */
  why: string;
  /** Findings of the engine only, or of the check without it only. */
  differences: string[];
}

export function outcomeOf(batch: Batch, { diagnostics, findings }: PreviewReport, rules: readonly Rule[]): Outcome {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return errors.length > 0 ? refusal(batch, errors) : comparison(batch, findings, rules);
}

/** An error keeps the engine from its end, and from the rules about whole stacks. */
function refusal(batch: Batch, errors: PreviewReport["diagnostics"]): Outcome {
  const first = errors.filter(({ message }) => !message.includes("context canceled"));
  const named = first.map(({ resource = "" }) => resource.split(" ").at(-1));
  const isNamed = ({ changes }: PlantedCase): boolean => changes.some(({ name }) => named.includes(name));
  const [refused, others] = [batch.filter(isNamed), batch.filter((planned) => !isNamed(planned))];
  return {
    shown: [],
    hidden: refused.length > 0 && others.length > 0 ? [...whole(others), ...whole(refused)] : halves(batch),
    why: first.map(({ message }) => message).join("; "),
    differences: [],
  };
}

function comparison(batch: Batch, findings: readonly Finding[], rules: readonly Rule[]): Outcome {
  // A planted replacement makes ids unknown to a preview; what rules cannot know then, they say they do not know.
  const undetermined = findings.filter(({ outcome }) => outcome === "undetermined");
  const open = new Set(undetermined.map(({ rule }) => rule));
  const found = new Set(findings.filter(({ outcome }) => outcome === "violation").map(lineOf));
  const expected = foundPlanted(batch[0].stack, changesOf(batch), rules);
  const expectedLines = new Set(expected.map(lineOf));
  const missing = expected.filter((finding) => !open.has(finding.rule) && !found.has(lineOf(finding)));
  const isHidden = ({ finds, rule }: PlantedCase): boolean =>
    open.has(rule.id) && finds.some((line) => !found.has(line));
  const hidden = batch.filter(isHidden);
  return {
    shown: batch.filter((planned) => !isHidden(planned)),
    hidden: hidden.length === batch.length ? halves(batch) : whole(hidden),
    why: undetermined
      .filter(({ rule }) => hidden.some((planned) => planned.rule.id === rule))
      .map(({ message }) => message.trim())
      .join("; "),
    differences: [
      ...[...found].filter((line) => !expectedLines.has(line)).map((line) => `the engine alone: ${line}`),
      ...missing.map((finding) => `the check alone: ${lineOf(finding)}`),
    ],
  };
}

const whole = ([first, ...others]: readonly PlantedCase[]): Batch[] => (first ? [[first, ...others]] : []);

function halves(batch: Batch): Batch[] {
  const middle = Math.ceil(batch.length / 2);
  return [...whole(batch.slice(0, middle)), ...whole(batch.slice(middle))];
}
