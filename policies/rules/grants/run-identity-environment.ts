import { ALWAYS, resourceRule } from "../../rule";
import { entriesOf, GRANTING } from "./shared/grant-entries";
import { environmentOfRunners } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT022",
  title: "Run identities hold privileges in their own environment only",
  why: `Development's run identities run code that nobody has reviewed yet. A privilege of theirs in production is production's data
in a notebook's hands, and one of production's in development puts unreviewed data into what people rely on.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take the privilege away; what another environment is to read, `unityCatalog.readOnlyIn` lets its people read.",
  example: `{ principal: "lakestage-prod-runners", privileges: ["USE_CATALOG", "BROWSE"] }`,
  types: GRANTING,
  check(resource, report, context) {
    for (const { principal, principalPath, privileges } of entriesOf(resource)) {
      const environment = environmentOfRunners(principal, context);
      if (environment === undefined || environment === context.settings.name) continue;
      report(`"${principal}" of ${environment} holds ${privileges.join(", ")}`, principalPath);
    }
  },
});
