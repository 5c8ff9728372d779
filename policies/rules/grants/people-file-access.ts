import { ONLY_IN_PRODUCTION, stackRule } from "../../rule";
import { entriesOf, GRANTING, securableKind } from "./shared/grant-entries";
import { IDENTITIES, isIdentity } from "./shared/principals";
import { REACHES_FILES } from "./shared/privileges";

export const rule = stackRule({
  id: "LSGRANT018",
  title: "People reach no files of production by their address",
  why: `Files that arrive in production are raw: nobody has masked or checked them. Where a person may read them, or write what a
job will load, neither a table's privileges nor a review stand between.`,
  severity: "high",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation: "Grant READ_VOLUME on a volume instead, or let a job read the files as its run identity.",
  example: `new databricks.Grants("files", { volume: "prod.flight_delay.files", grants: [{ principal, privileges: ["READ_VOLUME"] }] });`,
  types: [...GRANTING, ...IDENTITIES],
  check(stack, report, context) {
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        if (securableKind(resource) !== "externalLocation") return;
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const reaching = privileges.filter((privilege) => REACHES_FILES.includes(privilege));
          if (reaching.length === 0 || isIdentity(principal, stack, context)) continue;
          report(`"${principal}", which is no identity, holds ${reaching.join(", ")}`, resource, privilegesPath);
        }
      });
    }
  },
});
