import { ALWAYS, resourceRule } from "../../rule";

const KINDS = ["Group", "ServicePrincipal"];

export const rule = resourceRule({
  id: "LSID010",
  title: "Azure roles go to groups and identities, never to one person",
  why: `People change teams and leave; a role of their own stays behind, and no review of a group shows it. Where the kind
of principal is not given, Azure takes a person as readily.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "Azure.RBAC.UseGroups"],
  remediation: "Set `principalId` to a group's id and `principalType: Group`; for an identity `ServicePrincipal`.",
  example: `new RoleAssignment("readers", { ..., principalId: group.id, principalType: "Group" });`,
  types: ["azure-native:authorization:RoleAssignment"],
  check({ props }, report) {
    const kind = props.principalType || "not given";
    if (!KINDS.includes(kind)) report(`the kind of principal is ${kind}`, "principalType");
  },
});
