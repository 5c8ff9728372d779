import type { EnforcementLevel } from "./rule";

/** What a rule found, or could not find out. */
export interface Finding {
  /** The rule's id. */
  rule: string;
  /** Ids of rules that this one has taken in, and that would have found it. Exemptions from these silence it, too. */
  formerly?: readonly string[];
  /** Of the resource; the stack's own where the stack lacks something. */
  urn: string;
  /** Path of the offending property. */
  property?: string;
  /** What is wrong, in one sentence without a full stop. */
  message: string;
  /** `undetermined`: a preview does not know yet what the rule needs to know. */
  outcome: "violation" | "undetermined";
  level: Exclude<EnforcementLevel, "disabled">;
}
