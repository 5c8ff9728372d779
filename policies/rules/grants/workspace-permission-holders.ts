import { ALWAYS, resourceRule } from "../../rule";
import { isEveryone, isSinglePerson } from "./principals";

export const rule = resourceRule({
  id: "LSGRANT033",
  title: "Nothing in a workspace is permitted to everybody or to one person",
  why: `\`users\` are all who can open the workspace, today and next year. What is permitted to one person leaves with them, or,
worse, stays with them when they change teams. Groups are kept where people join and leave.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.RBAC.UseGroups"],
  remediation: "Permit it to one of the estate's groups (`lakestage:groups`) or to an identity instead.",
  example: `{ groupName: settings.groups.dataScientists, permissionLevel: "CAN_READ" }`,
  types: ["databricks:index/permissions:Permissions"],
  check({ props }, report) {
    for (const [index, { groupName, permissionLevel, userName }] of (props.accessControls ?? []).entries()) {
      const path = `accessControls[${index}]`;
      if (groupName && isEveryone(groupName)) report(`"${groupName}" may ${permissionLevel}`, `${path}.groupName`);
      if (userName) report(`one person may ${permissionLevel}`, `${path}.userName`);
      else if (groupName && isSinglePerson(groupName)) report(`"${groupName}" is no group`, `${path}.groupName`);
    }
  },
});
