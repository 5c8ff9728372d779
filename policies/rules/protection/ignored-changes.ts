import { ALWAYS, type PolicyResource, stackRule } from "../../rule";
import { kindOf } from "./shared/data-holders";

export const rule = stackRule({
  id: "LSPROT009",
  title: "No change to what protects the estate is ignored",
  why: `What \`ignoreChanges\` names, the engine never looks at again: a firewall that was opened by hand stays open, and every
preview says that nothing differs. Drift is found only where it is looked for.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation: "Take the property out of the resource's `ignoreChanges`, and declare the value that it is to have.",
  example: `new StorageAccount("lake", { ..., networkRuleSet: { defaultAction: "Deny" } }, { protect: true });`,
  types: [],
  check(stack, report) {
    for (const resource of stack.resources) {
      const hidden = resource.ignoreChanges.filter((path) => protects(resource, path));
      if (hidden.length > 0) report(`changes to ${hidden.join(", ")} are ignored`, resource, "ignoreChanges");
    }
  },
});

/** Whether a property says who may do what, from where, or how something is kept. */
const protects = (resource: PolicyResource, path: string): boolean =>
  path.includes("*") || GUARDS.includes(kindOf(resource)) || PROTECTING.test(path);

/** Types of which every property is about access. */
const GUARDS = [
  "AccessControlRuleSet",
  "Entitlements",
  "FederatedIdentityCredential",
  "Grant",
  "Grants",
  "GroupMember",
  "IpAccessList",
  "ManagementLockAtResourceGroupLevel",
  "MwsPermissionAssignment",
  "NetworkSecurityGroup",
  "Permissions",
  "RoleAssignment",
  "SecretAcl",
  "ServicePrincipalFederationPolicy",
  "SqlPermissions",
  "WorkspaceBinding",
  "WorkspaceConf",
];

/** Words in the names of properties that protect, on any other type. */
const PROTECTING = new RegExp(
  [
    "access",
    "acl",
    "allow",
    "audience",
    "auth",
    "encrypt",
    "forceDestroy",
    "guardrail",
    "identity",
    "ipRule",
    "isolation",
    "issuer",
    "https",
    "network(?!Interface)",
    "owner",
    "permission",
    "policy(?!Id)",
    "principal",
    "privilege",
    "publicIp",
    "purge",
    "rateLimit",
    "rbac",
    "retention",
    "role",
    "runAs",
    "security",
    "softDelete",
    "subject",
    "tls",
    "validat",
  ].join("|"),
  "i",
);
