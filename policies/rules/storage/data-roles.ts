import { builtInRole } from "../../../azure/well-known-ids";
import type { PropertiesOf } from "../../resource-types";
import { ALWAYS, stackRule } from "../../rule";

export const rule = stackRule({
  id: "LSSTOR026",
  title: "Nobody but Unity Catalog's connectors holds a role on files",
  why: `Who may read files needs no grant on the table: row filters, masks, grants and the audit log are all passed by.
Unity Catalog's access connector is the one way in that asks for them.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Remove the role assignment; grant `SELECT`, `READ_VOLUME` or `READ_FILES` in Unity Catalog instead.",
  example: `new RoleAssignment("connector-access", {
  principalId: connector.identity.principalId,
  principalType: "ServicePrincipal",
  roleDefinitionId: "…/ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  scope: account.id,
});`,
  types: ["azure-native:authorization:RoleAssignment", "azure-native:databricks:AccessConnector"],
  check(stack, report) {
    const connectors = stack.ofType("azure-native:databricks:AccessConnector").length;
    const identities: PropertiesOf<"azure-native:authorization:RoleAssignment">[] = [];
    stack.each("azure-native:authorization:RoleAssignment", (assignment) => {
      const { principalType, roleDefinitionId } = assignment.props;
      const role = builtInRole(roleDefinitionId ?? "");
      if (!role?.startsWith("Storage Blob Data ")) return;
      if (!principalType || principalType === "ServicePrincipal") identities.push(assignment.props);
      else report(`a principal of the type ${principalType} holds ${role}`, assignment, "principalType");
    });
    // Whose they are, the first preview does not know: asked only where there are more than connectors.
    if (identities.length <= connectors) return;
    const holders = new Set(identities.map(({ principalId }) => principalId)).size;
    if (holders > connectors) {
      report(`${holders} service principals hold roles on files, and ${connectors} of them can be access connectors`);
    }
  },
});
