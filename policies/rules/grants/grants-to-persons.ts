import { ALWAYS, resourceRule } from "../../rule";
import { entriesOf, GRANTING } from "./shared/grant-entries";
import { isSinglePerson } from "./shared/principals";

export const rule = resourceRule({
  id: "LSGRANT005",
  title: "Privileges are granted to groups and identities, not to single people",
  why: `A person changes teams and leaves. Groups follow, since the directory keeps them; a grant to an address stays until
somebody remembers it, and no matrix of roles shows it.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Put the person into a group of the directory, and grant to the group.",
  example: `{ principal: settings.groups.mlEngineers, privileges: ["USE_CATALOG", "SELECT"] }`,
  types: GRANTING,
  check(resource, report) {
    for (const { principal, principalPath, privileges } of entriesOf(resource)) {
      if (isSinglePerson(principal)) report(`${principal} holds ${privileges.join(", ")}`, principalPath);
    }
  },
});
