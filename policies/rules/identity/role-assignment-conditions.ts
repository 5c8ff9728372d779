import { ALWAYS, resourceRule } from "../../rule";
import { roleName, rolesNamedIn } from "./shared/azure-roles";

/** Who holds one gives themselves any other. */
const UNBOUNDED = ["Owner", "User Access Administrator"];
const BOUNDABLE = "Role Based Access Control Administrator";
/** Roles that would lift the bound. */
const LIFTING = [...UNBOUNDED, BOUNDABLE, "Contributor", "Key Vault Data Access Administrator"];

export const rule = resourceRule({
  id: "LSID009",
  title: "Who may assign roles may assign only the roles that a condition names",
  why: `Whoever assigns roles without a bound can make themselves owner. With a condition that names the roles that they are
there to assign, a pipeline that is taken over cannot raise itself.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Assign Role Based Access Control Administrator with a `condition` on `RoleDefinitionId` that names the roles, and `conditionVersion: 2.0`; never Owner or User Access Administrator.",
  example: `conditionVersion: "2.0"
condition: "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR
  (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {4633458b-…})) AND …"`,
  types: ["azure-native:authorization:RoleAssignment"],
  check({ props }, report) {
    const role = roleName(props.roleDefinitionId);
    if (UNBOUNDED.includes(role)) report(`${role} may assign every role`, "roleDefinitionId");
    if (role !== BOUNDABLE) return;
    const condition = props.condition ?? "";
    for (const action of ["write", "delete"]) {
      if (!bounds(condition, action)) report(`the condition does not name the roles for ${action}`, "condition");
    }
    // The one version of the condition language that Azure takes.
    if (props.conditionVersion !== "2.0") {
      report(`the condition's version is ${props.conditionVersion || "not given"}, not 2.0`, "conditionVersion");
    }
    const lifting = rolesNamedIn(condition).filter((named) => LIFTING.includes(named));
    if (lifting.length > 0) report(`the condition names ${lifting.join(", ")}`, "condition");
  },
});

/** Whether the condition lets the action on role assignments through for named roles only. */
const bounds = (condition: string, action: string): boolean =>
  new RegExp(
    `!\\(ActionMatches\\{'Microsoft\\.Authorization/roleAssignments/${action}'\\}\\)\\)\\s*OR\\s*\\(@\\w+\\[` +
      "Microsoft\\.Authorization/roleAssignments:RoleDefinitionId\\]\\s*ForAnyOfAnyValues:GuidEquals\\s*\\{",
    "i",
  ).test(condition);
