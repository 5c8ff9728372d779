import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import { entriesOf, GRANTING, securableKind } from "./shared/grant-entries";
import { IDENTITIES, isIdentity } from "./shared/principals";
import { CHANGES_DATA } from "./shared/privileges";

export const rule = stackRule({
  id: "LSGRANT006",
  title: "Data is changed by identities, not by people",
  why: `Beyond development each change to a table or volume comes from a job, whose code was reviewed and whose runs are
recorded. A person who may change them too breaks that chain: the data can no longer be made again from the code.`,
  severity: "high",
  // Developers work with data in development: that is what it is for.
  enforcement: { ...BEYOND_DEVELOPMENT, development: "disabled" },
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Take the privilege away, and let a job of the project change the data as its run identity.",
  example: `{ principal: settings.groups.mlEngineers, privileges: ["USE_SCHEMA", "SELECT", "READ_VOLUME"] }`,
  types: [...GRANTING, ...IDENTITIES],
  check(stack, report, context) {
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        // Models have a rule of their own.
        if (securableKind(resource) === "model") return;
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const changing = privileges.filter((privilege) => CHANGES_DATA.includes(privilege));
          if (changing.length === 0 || isIdentity(principal, stack, context)) continue;
          report(`"${principal}", which is no identity, holds ${changing.join(", ")}`, resource, privilegesPath);
        }
      });
    }
  },
});
