import { ALWAYS, stackRule } from "../../rule";
import { adminsOf, ENTITLEMENTS, entitledIn, isAdmin, MEMBER } from "./shared/workspace-people";

/** The platform admins' group and the deployment identity. */
const MOST_ADMINS = 2;

export const rule = stackRule({
  id: "LSID013",
  title: "Workspaces are administered by the platform admins and the deployment identity",
  why: `An admin of a workspace sees and changes every job, notebook and secret in it, and runs jobs as anybody. No
permission on any object holds against one.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `permissions: [USER]` on the member; put people who administer into the group `lakestage:groups.platformAdmins` of Pulumi.yaml.",
  example: `# Pulumi.yaml
config:
  lakestage:groups:
    value:
      platformAdmins: platform-admins`,
  types: [ENTITLEMENTS, MEMBER],
  check(stack, report) {
    const entitled = entitledIn(stack).byId;
    // An admin may do everything anyway: whose entitlements are counted out is meant to be none.
    const limited = [...adminsOf(stack)].flatMap(([id, admin]) => (entitled.has(id) ? [admin] : []));
    for (const admin of limited) {
      report("a principal with entitlements of its own administers the workspace", admin, "permissions");
    }
    const others = stack.ofType(MEMBER).filter((member) => isAdmin(member) && !limited.includes(member));
    if (others.length > MOST_ADMINS) {
      const names = others.map(({ name }) => name).join(", ");
      report(`${others.length} principals administer the workspace, by ${names}`);
    }
  },
});
