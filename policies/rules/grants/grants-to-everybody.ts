import { ALWAYS, resourceRule } from "../../rule";
import { entriesOf, GRANTING } from "./shared/grant-entries";
import { isEveryone } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT004",
  title: "Nothing is granted to everybody",
  why: `\`account users\` are all people and identities of the account: those of other departments, and whoever joins next year.
What is granted to them is granted to people whom nobody thought of, in every workspace that the securable is bound to.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Grant to one of the estate's groups (`lakestage:groups`) or to a run identity instead.",
  example: `{ principal: settings.groups.dataScientists, privileges: ["USE_CATALOG", "BROWSE"] }`,
  types: GRANTING,
  check(resource, report) {
    for (const { principal, principalPath, privileges } of entriesOf(resource)) {
      if (isEveryone(principal)) report(`"${principal}" holds ${privileges.join(", ")}`, principalPath);
    }
  },
});
