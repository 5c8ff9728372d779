import { BEYOND_DEVELOPMENT, stackRule } from "../../rule";
import { entriesOf, GRANTING } from "./shared/grant-entries";
import { IDENTITIES, isIdentity } from "./shared/principals";
import { creates, REACHES_FILES, WRITES_MODELS } from "./shared/privileges";

export const rule = stackRule({
  id: "LSGRANT007",
  title: "Schemas, tables, volumes and functions are made by identities, not by people",
  why: `Whoever makes a table owns it: they change it, grant on it, and drop it. Beyond development that would leave objects
that no file declares and no project answers for, among those that production depends on.`,
  severity: "high",
  // People make what they need in development: that is what it is for.
  enforcement: { ...BEYOND_DEVELOPMENT, development: "disabled" },
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Take the privilege away; declare the schema, or let a pipeline make the table as its run identity.",
  example: `{ principal: runner, privileges: ["USE_SCHEMA", "CREATE_TABLE", "MODIFY", "SELECT"] }`,
  types: [...GRANTING, ...IDENTITIES],
  check(stack, report, context) {
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const making = privileges.filter((privilege) => creates(privilege) && !ELSEWHERE.includes(privilege));
          if (making.length === 0 || isIdentity(principal, stack, context)) continue;
          report(`"${principal}", which is no identity, holds ${making.join(", ")}`, resource, privilegesPath);
        }
      });
    }
  },
});

/** Models and files have rules of their own. */
const ELSEWHERE = [...WRITES_MODELS, ...REACHES_FILES];
