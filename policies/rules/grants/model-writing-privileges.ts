import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import { entriesOf, GRANTING, securableKind } from "./shared/grant-entries";
import { IDENTITIES, isIdentity } from "./shared/principals";
import { WRITES_MODELS } from "./shared/privileges";

export const rule = stackRule({
  id: "LSGRANT008",
  title: "Models are written by run identities alone",
  why: `A model's version is code that production runs, and its tags say whether validation let it pass. Whoever adds a version
or a tag by hand gets an unreviewed model served, with the endpoint's privileges.`,
  severity: "critical",
  // Experiments end in models that people register themselves, in development.
  enforcement: { ...BEYOND_DEVELOPMENT, development: "disabled" },
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Take the privilege away; the training job registers versions as its project's run identity.",
  example: `{ principal: settings.groups.mlEngineers, privileges: ["EXECUTE"] }`,
  types: [...GRANTING, ...IDENTITIES],
  check(stack, report, context) {
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        const writing = securableKind(resource) === "model" ? [...WRITES_MODELS, "APPLY_TAG"] : WRITES_MODELS;
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const held = privileges.filter((privilege) => writing.includes(privilege));
          if (held.length === 0 || isIdentity(principal, stack, context)) continue;
          report(`"${principal}", which is no identity, holds ${held.join(", ")}`, resource, privilegesPath);
        }
      });
    }
  },
});
