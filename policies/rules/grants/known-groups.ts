import { ALWAYS, stackRule } from "../../rule";
import { entriesOf, GRANTING } from "./shared/grant-entries";
import { IDENTITIES, isEveryone, isGroupOfPeople, isIdentity, isSinglePerson, sameGroup } from "./shared/principals";

export const rule = stackRule({
  id: "LSGRANT023",
  title: "Privileges are granted to groups that the estate knows",
  why: `Who is in the groups of \`lakestage:groups\`, the directory says, and the access matrix shows what they may do. Who is in some
other group of the account, no reviewer of the estate can tell, and a mistyped name is a group that anybody may make.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Grant to one of the groups in `lakestage:groups`, or declare the group in the stack.",
  example: `lakestage:groups:
  dataScientists: data-scientists
  mlEngineers: ml-engineers
  platformAdmins: platform-admins`,
  types: [...GRANTING, ...IDENTITIES, "databricks:index/group:Group"],
  check(stack, report, context) {
    const declared = (name: string): boolean =>
      stack
        .ofType("databricks:index/group:Group")
        .some(({ props }) => props.displayName !== undefined && sameGroup(props.displayName, name));
    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        for (const { principal, principalPath } of entriesOf(resource)) {
          // Everybody and single people have rules of their own.
          if (isEveryone(principal) || isSinglePerson(principal)) continue;
          if (isGroupOfPeople(principal, context) || isIdentity(principal, stack, context)) continue;
          if (isIdentityElsewhere(principal, context.settings.azure.prefix) || declared(principal)) continue;
          report(`"${principal}" is neither a group of the estate nor an identity`, resource, principalPath);
        }
      });
    }
  },
});

/** Another environment's group of identities: those of snapshots write here, and of the others another rule tells. */
const isIdentityElsewhere = (name: string, prefix: string): boolean =>
  name.toLowerCase().startsWith(`${prefix}-`) && /-(runners|snapshots)$/i.test(name);
