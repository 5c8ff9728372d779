import { z } from "zod";
import { displayName } from "../../infra/config";
import { suggestion } from "../../wording/nearest";
import type { Place } from "../place";
import { fitsUrn } from "./urn-pattern";

/** Relative to the checkout. */
export const EXEMPTIONS_FILE = "policies/exemptions.yaml";

/** Silences a rule on some resources, for a while. */
export interface Exemption {
  /** The rule's id; the successor's, where the file names a rule that was taken into another. */
  rule: string;
  /** Pattern over the whole URN: `*` for any characters, `?` for one. */
  urn: string;
  /** Why the rule may be broken there. */
  reason: string;
  /** Who answers for it. */
  owner: string;
  /** The last day (YYYY-MM-DD, UTC) on which it holds. */
  expires: string;
  /** Where it stands. */
  at: Place;
}

/** Fewer words than these give no reason. */
const LEAST_WORDS = 4;

/**
 * What `policies/exemptions.yaml` holds.
 * @param ruleIds ids that it may name.
 * @param today YYYY-MM-DD.
 */
export const exemptionsSchema = (ruleIds: readonly string[], today: string) =>
  z.strictObject({ exemptions: z.array(exemptionSchema(ruleIds, today)).describe("Exemptions from rules.") });

const exemptionSchema = (ruleIds: readonly string[], today: string) =>
  z.strictObject({
    rule: z
      .string()
      .superRefine((id, context) => {
        if (ruleIds.includes(id)) return;
        context.addIssue({ code: "custom", message: `must be a rule's id${suggestion(id, ruleIds) || SEE_INDEX}` });
      })
      .meta({ enum: [...ruleIds] })
      .describe("The rule's id."),
    urn: z
      .string()
      .regex(/^\S+$/, "must be a resource's URN, with no blanks")
      .refine((urn) => !fitsUrn(urn, URN_OF_NOTHING), "must name something: this would silence the rule everywhere")
      .describe("The resource's URN as findings show it. * stands for any characters, ? for one."),
    reason: displayName()
      .refine(
        (reason) => reason.split(/\s+/).length >= LEAST_WORDS,
        "must say in a sentence why the rule may be broken",
      )
      .describe("Why the rule may be broken there, in a sentence."),
    owner: displayName().describe("Who answers for it: a team or a person."),
    expires: z.iso
      .date({ error: "must be a date such as 2027-03-31", abort: true })
      .refine((day) => day <= aYearAfter(today), "must be at most one year from now")
      .describe("The last day on which it holds; at most a year from now."),
  });

/** What fits it names neither a stack nor a type nor a resource. */
const URN_OF_NOTHING = "urn:pulumi:-::-::-::-";

const SEE_INDEX = ", such as those in docs/policies/README.md";

const aYearAfter = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

/** JSON Schema of the file, which editors check and complete it with. */
export function exemptionsJsonSchema(ruleIds: readonly string[]): object {
  const { $schema, ...schema } = z.toJSONSchema(exemptionsSchema(ruleIds, "2000-01-01"), { io: "input" });
  return { $schema, title: "Exemptions from Lakestage's policies", ...schema };
}
