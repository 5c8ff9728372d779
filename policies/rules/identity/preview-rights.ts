import { STACK_REFERENCE } from "../../resource-types";
import { ALWAYS, isOfType, type PolicyResource, type ReportOnStack, stackRule } from "../../rule";
import { securableKind } from "../grants/shared/grant-entries";
import { isManagedByIdentity } from "../grants/shared/permission-entries";
import { MORE_THAN_DATA, reachOf, roleName } from "./shared/azure-roles";
import { isGranting, NAMING, type Named, type Naming, namedIn, PERMISSIONS } from "./shared/named-principals";
import {
  comesFromPreview,
  isOfPreview,
  MANAGED_IDENTITY,
  previewIdentity,
  ROLE_ASSIGNMENT,
  SERVICE_PRINCIPAL,
} from "./shared/preview-identity";
import { ENTITLEMENTS } from "./shared/workspace-people";

const MEMBERSHIP = "databricks:index/groupMember:GroupMember";

export const rule = stackRule({
  id: "LSID057",
  title: "The identity of pull requests changes nothing, and reads no data",
  why: `Whoever opens a pull request runs code as it before anybody has looked: the program, and what it installs. What it may
change, or read of the data, every author of a branch may, and so may the author of any package.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take the role, grant or permission away. A preview sees the resource group (`Reader`), reads its states (`Storage Blob Data Reader` with a condition) and decrypts them (`Key Vault Crypto User` on that key).",
  example: `preview.give("reader", { scope: resourceGroup.id, role: "Reader", subscriptionId });`,
  types: [...NAMING, ENTITLEMENTS, MANAGED_IDENTITY, MEMBERSHIP, ROLE_ASSIGNMENT, SERVICE_PRINCIPAL, STACK_REFERENCE],
  check(stack, report, context) {
    stack.each(ROLE_ASSIGNMENT, (assignment) => {
      if (!isOfPreview(assignment) && !comesFromPreview(assignment, "principalId", stack)) return;
      const wrong = wrongRole(assignment);
      if (wrong) report(wrong.message, assignment, wrong.property);
    });
    stack.each(ENTITLEMENTS, (entitlements) => {
      // Whom it is about the component's name of it says: it is made by an id that a first preview does not know.
      if (!entitlements.name.endsWith("-preview")) return;
      for (const name of ["databricksSqlAccess", "workspaceConsume"] as const) {
        if (entitlements.props[name]) report(`the preview identity is entitled to ${name}`, entitlements, name);
      }
    });
    stack.each(MEMBERSHIP, (membership) => {
      if (!comesFromPreview(membership, "memberId", stack)) return;
      report("the preview identity has what the group has", membership, "memberId");
    });
    const preview = previewIdentity(stack, context);
    if (preview === undefined) return;
    for (const type of NAMING) {
      stack.each(type, (resource) => {
        for (const named of namedIn(resource)) if (named.id === preview) reportOn(resource, named, report);
      });
    }
  },
});

/** Of what other rules find whoever it is given to, they tell: privileges on a catalog, and managing what is deployed. */
function reportOn(resource: Naming, { path }: Named, report: ReportOnStack): void {
  if (isGranting(resource)) {
    const kind = securableKind(resource);
    if (kind !== "catalog") report(`the preview identity holds something on a ${kind}`, resource, path);
  } else if (isOfType(resource, PERMISSIONS)) {
    const index = Number(/\d+/.exec(path)?.[0]);
    const entry = resource.props.accessControls?.[index];
    if (!entry || isManagedByIdentity(entry, resource.props)) return;
    report(`the preview identity has ${entry.permissionLevel}`, resource, path);
  } else if (path.startsWith("runAs")) {
    report("it runs as the preview identity", resource, path);
  } else {
    report("it is given to the preview identity", resource, path);
  }
}

interface Wrong {
  message: string;
  property: string;
}

function wrongRole({ props }: PolicyResource<typeof ROLE_ASSIGNMENT>): Wrong | undefined {
  const { condition, roleDefinitionId, scope } = props;
  const role = roleName(roleDefinitionId);
  if (role === "Reader") {
    const isWide = reachOf(scope) === "subscription";
    return isWide ? { message: "it sees every environment of the subscription", property: "scope" } : undefined;
  }
  if (role === "Storage Blob Data Reader") {
    return condition ? undefined : { message: "it reads every file in the scope", property: "condition" };
  }
  if (role === "Key Vault Crypto User") {
    const isKey = /\/vaults\/[^/]+\/keys\/[^/]+$/i.test(scope ?? "");
    return isKey ? undefined : { message: "it decrypts with more than one key", property: "scope" };
  }
  if (role in MORE_THAN_DATA || ["Owner", "User Access Administrator"].includes(role)) return undefined;
  return { message: `the preview identity holds ${role}`, property: "roleDefinitionId" };
}
