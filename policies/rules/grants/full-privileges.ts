import { FULL_PRIVILEGES } from "../../../databricks/privileges";
import { ALWAYS, stackRule } from "../../rule";
import { entriesOf, GRANTING, securableKind } from "./shared/grant-entries";
import { deploymentIdentity, IDENTITIES, isIdentity, isPlatformAdmins } from "./shared/principals";

export const rule = stackRule({
  id: "LSGRANT003",
  title: "The deployment identity and platform admins alone hold ALL_PRIVILEGES or MANAGE",
  why: `Whoever holds MANAGE grants themselves and others what they like, and the declared list is no longer the whole truth.
ALL_PRIVILEGES grows with every privilege that Databricks adds. Only on its own model does a run identity need MANAGE, to
move the aliases.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Name the privileges that are needed instead; `infra/config/access.ts` says what each role may do.",
  example: `{ principal: runner, privileges: ["USE_SCHEMA", "SELECT", "MODIFY"] }`,
  types: [...GRANTING, ...IDENTITIES],
  check(stack, report, context) {
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const full = privileges.filter((privilege) => FULL_PRIVILEGES.some((each) => each === privilege));
          if (full.length === 0 || isPlatformAdmins(principal, context)) continue;
          if (principal === deploymentIdentity(stack, context)) continue;
          const ownModel = securableKind(resource) === "model" && !full.includes("ALL_PRIVILEGES");
          if (ownModel && isIdentity(principal, stack, context)) continue;
          report(`"${principal}" holds ${full.join(" and ")}`, resource, privilegesPath);
        }
      });
    }
  },
});
