import { ALWAYS, wholeStackRule } from "../../rule";

/**
 * What types take that pipelines have not, the first that fits. Types that no stack may have LSGRANT035 and LSID023 find
 * everywhere, and are not here.
 */
const TAKEN: readonly { takes: string; types: RegExp }[] = [
  { takes: "a role in Azure", types: /^azure-native:/ },
  {
    takes: "an account admin",
    types: named(
      /(Account|DisasterRecovery|Mws)\w*/,
      /(BudgetPolicy|Budget|Endpoint)/,
      // In the account or in a workspace: an identity is the account's wherever it is made.
      /(AccessControlRuleSet|Group|GroupInstanceProfile|GroupMember|UserInstanceProfile)/,
      /(ServicePrincipal|ServicePrincipalFederationPolicy|ServicePrincipalSecret|WorkspaceIamDirectGroupMemberV2)/,
      /(ComplianceSecurityProfile|EnhancedSecurityMonitoring)WorkspaceSetting/,
      /(DisableLegacyFeatures|RestrictWorkspaceAdmins)Setting/,
    ),
  },
  {
    takes: "a privilege on the metastore",
    types: named(
      /(ArtifactAllowlist|MetastoreAssignment|SystemSchema)/,
      /(Catalog|DatabaseDatabaseCatalog|PostgresCatalog)/,
      /(Connection|Credential|ExternalLocation|StorageCredential)/,
      /(Provider|Recipient|Share)/,
    ),
  },
  {
    takes: "the catalog's or the location's owner",
    types: named(/(CatalogWorkspaceBinding|WorkspaceBinding)/),
  },
];

/** Databricks' types of these class names. */
function named(...names: RegExp[]): RegExp {
  return new RegExp(`^databricks:.*:(${names.map(({ source }) => source).join("|")})$`);
}

/** Found in every stack, by rules that say why. */
const NOWHERE =
  /:(Account(FederationPolicy|NetworkPolicy|SettingV2|Iam(Group|ServicePrincipal|User|WorkspaceAssignment)V2)|Mws(Networks|PrivateAccessSettings|Workspaces))$/;

export const rule = wholeStackRule({
  id: "LSID056",
  title: "What pipelines deploy takes no right outside of the workspace",
  why: `A pipeline administers its workspace and has nothing in the account, on the metastore and in Azure. One resource in its
stacks that needs more is how it gets more: somebody gives the identity the right, for good, and whoever pushes to the branch
has it from then on.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation:
    "Declare it in the platform's stack (`infra/program/platform-stack.ts`), which the platform team deploys, and hand on what the other stacks need in its outputs.",
  example: `// infra/program/platform-stack.ts
const runners = new databricks.Group("runners", { displayName: names.runnersGroup }, { provider: account });
return { runnersGroup: { id: runners.id, name: runners.displayName } };`,
  check(stack, report, { kind }) {
    if (kind === "platform") return;
    for (const resource of stack.resources) {
      const taken = NOWHERE.test(resource.type) ? undefined : TAKEN.find(({ types }) => types.test(resource.type));
      if (taken) report(`${resource.type.split(":").at(-1)} takes ${taken.takes}`, resource);
    }
  },
});
