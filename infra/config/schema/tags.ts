import { z } from "zod";
import { LONGEST_TAG_VALUE, MOST_TAGS, MOST_TAGS_OF_DNS, namedBefore, tagNameFault } from "../../../azure/tags";
import { OWN_AZURE_TAGS } from "../names";
import { ANYWAY } from "./formats";

/** Tags that resources have which take fewest, of ours and the user's together. */
export const MOST_BESIDE_OWN = MOST_TAGS_OF_DNS - OWN_AZURE_TAGS.length;

/** Tags that Azure takes on every kind of resource, beside our own. */
export const tags = z
  .record(
    z.string().min(1, "must not be empty"),
    z.string().max(LONGEST_TAG_VALUE, `must have at most ${LONGEST_TAG_VALUE} characters`),
  )
  .superRefine((given, context) => {
    const names = Object.keys(given);
    const refuse = (name: string, message: string): void => context.addIssue({ code: "custom", path: [name], message });
    for (const name of names) {
      const fault = tagNameFault(name);
      if (fault !== undefined) refuse(name, `is no name of a tag: it ${fault}`);
    }
    for (const { earlier, name } of namedBefore([...OWN_AZURE_TAGS, ...names])) {
      const who = OWN_AZURE_TAGS.some((own) => own === earlier) ? "every resource gets" : "there is";
      refuse(name, `is a tag that ${who} already, as ${earlier}: Azure takes no notice of letter case`);
    }
    const most = MOST_TAGS - OWN_AZURE_TAGS.length;
    if (names.length > most)
      context.addIssue({ code: "custom", message: `must have at most ${most}, as Azure allows` });
  }, ANYWAY)
  .meta({ maxProperties: MOST_TAGS - OWN_AZURE_TAGS.length });
