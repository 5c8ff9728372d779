import { ALWAYS, type PolicyStack, stackRule } from "../../rule";
import { ENTITLEMENTS, MEMBER } from "./shared/workspace-people";

const RULE_SET = "databricks:index/accessControlRuleSet:AccessControlRuleSet";
const CONFIGURATION = "databricks:index/workspaceConf:WorkspaceConf";

const LISTS = [ENTITLEMENTS, MEMBER, RULE_SET, CONFIGURATION] as const;

export const rule = stackRule({
  id: "LSID024",
  title: "Each member, list of entitlements, rule set and workspace configuration is declared once",
  why: `Each of these resources replaces the whole list that it is about. Of two, the one that is deployed last is in force, and
the next deployment turns it round: what a review read is not what holds.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Remove all but one of the resources that the message names, and say in it what the others said.",
  example: `new databricks.MwsPermissionAssignment("members-auditors", { workspaceId, principalId, permissions: ["USER"] });`,
  types: LISTS,
  check(stack, report) {
    const first = new Map<string, string>();
    eachList(stack, (list, resource) => {
      const name = first.get(list);
      if (name === undefined) first.set(list, resource.name);
      else report(`it replaces the list that ${name} is about`, resource);
    });
  },
});

type Look = (list: string, resource: PolicyStack["resources"][number]) => void;

/** Looks at every resource of which there may be one for each list, with what tells that list from others. */
function eachList(stack: PolicyStack<(typeof LISTS)[number]>, look: Look): void {
  stack.each(MEMBER, (member) => {
    look(`${MEMBER} ${member.props.workspaceId} ${member.props.principalId}`, member);
  });
  stack.each(ENTITLEMENTS, (entitlements) => {
    const { groupId, servicePrincipalId, userId } = entitlements.props;
    look(`${ENTITLEMENTS} ${groupId || servicePrincipalId || userId}`, entitlements);
  });
  stack.each(RULE_SET, (ruleSet) => {
    look(`rule set ${ruleSet.props.name}`, ruleSet);
  });
  for (const configuration of stack.ofType(CONFIGURATION)) {
    look("workspace configuration", configuration);
  }
}
