import { onlyReads } from "../../../databricks/privileges";
import { ONLY_IN_PRODUCTION, stackRule } from "../../rule";
import { entriesOf, GRANTING } from "./shared/grant-entries";
import { isEveryone, sameGroup } from "./shared/principals";

export const rule = stackRule({
  id: "LSGRANT001",
  title: "Data scientists can change nothing in production, neither by themselves nor as an identity",
  why: `What data scientists may write in production, anybody's notebook may write: a table that a model learns from, or the
model itself. Nothing of it passes a review or a pipeline, and nobody can say afterwards what was served.`,
  severity: "critical",
  enforcement: ONLY_IN_PRODUCTION,
  references: ["WAF:SE"],
  remediation:
    "Take the privilege or the role away; let a pipeline write, as its project's run identity. What roles may do is in `infra/config/access.ts`.",
  example: `production: { dataScientists: { catalog: ["USE_CATALOG", "USE_SCHEMA", "BROWSE", "SELECT", "EXECUTE", "READ_VOLUME"] } }`,
  types: [
    ...GRANTING,
    "databricks:index/accessControlRuleSet:AccessControlRuleSet",
    "databricks:index/catalog:Catalog",
    "databricks:index/externalLocation:ExternalLocation",
    "databricks:index/registeredModel:RegisteredModel",
    "databricks:index/schema:Schema",
    "databricks:index/storageCredential:StorageCredential",
    "databricks:index/volume:Volume",
  ],
  check(stack, report, context) {
    const { dataScientists } = context.settings.groups;
    const are = (name: string): boolean => sameGroup(name, dataScientists) || isEveryone(name);

    for (const type of GRANTING) {
      stack.each(type, (resource) => {
        for (const { principal, privileges, privilegesPath } of entriesOf(resource)) {
          const changing = privileges.filter((privilege) => !onlyReads(privilege));
          if (!are(principal) || changing.length === 0) continue;
          report(`"${principal}" holds ${changing.join(", ")}`, resource, privilegesPath);
        }
      });
    }
    for (const type of OWNED) {
      stack.each(type, (resource) => {
        const { owner } = resource.props;
        if (owner && are(owner)) report(`"${owner}" owns it, and so may change and grant all of it`, resource, "owner");
      });
    }
    stack.each("databricks:index/accessControlRuleSet:AccessControlRuleSet", (resource) => {
      for (const [index, { principals, role }] of (resource.props.grantRules ?? []).entries()) {
        const group = principals?.find((principal) => are(principal.replace(/^groups\//, "")));
        if (group) report(`"${group}" holds ${role}, and so what the identity holds`, resource, `grantRules[${index}]`);
      }
    });
  },
});

const OWNED = [
  "databricks:index/catalog:Catalog",
  "databricks:index/externalLocation:ExternalLocation",
  "databricks:index/registeredModel:RegisteredModel",
  "databricks:index/schema:Schema",
  "databricks:index/storageCredential:StorageCredential",
  "databricks:index/volume:Volume",
] as const;
