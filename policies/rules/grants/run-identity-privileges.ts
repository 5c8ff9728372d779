import { ALWAYS, stackRule } from "../../rule";
import { entriesOf, GRANTING, securableKind } from "./shared/grant-entries";
import { deploymentIdentity, IDENTITIES, isIdentity } from "./shared/principals";

export const rule = stackRule({
  id: "LSGRANT031",
  title: "Run identities pass through a catalog, and hold the rest in their project's schemas",
  why: `A privilege on a catalog holds for every schema in it. Given there to the group of run identities, or to one of them, it
lets each project's code read or change every other project's data.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Grant USE_CATALOG and BROWSE on the catalog, and the rest on the project's schema, in the project's stack.",
  example: `{ principal: "lakestage-prod-runners", privileges: ["USE_CATALOG", "BROWSE"] }`,
  types: [...GRANTING, ...IDENTITIES],
  check(stack, report, context) {
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        if (securableKind(resource) !== "catalog") return;
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const more = privileges.filter((privilege) => !PASSING.includes(privilege));
          if (more.length === 0 || !isIdentity(principal, stack, context)) continue;
          if (principal === deploymentIdentity(stack, context)) continue;
          report(`"${principal}" holds ${more.join(", ")} on the whole catalog`, resource, privilegesPath);
        }
      });
    }
  },
});

const PASSING = ["BROWSE", "USE_CATALOG"];
