import { isOfType, type PolicyResource } from "../../../rule";
import { entriesOf, GRANTING, type GrantingResource } from "../../grants/shared/grant-entries";

const ACL = "databricks:index/secretAcl:SecretAcl";
const ALERT = "databricks:index/alertV2:AlertV2";
const JOB = "databricks:index/job:Job";
export const PERMISSIONS = "databricks:index/permissions:Permissions";
const RULE_SET = "databricks:index/accessControlRuleSet:AccessControlRuleSet";

/** Types that give something to somebody, or run as somebody. */
export const NAMING = [...GRANTING, ACL, ALERT, JOB, PERMISSIONS, RULE_SET] as const;

export type Naming = PolicyResource<(typeof NAMING)[number]>;

/** A principal, and the path of the property that names it. */
export interface Named {
  id: string;
  path: string;
}

/** Whom a resource names, one after the other: service principals by their application ids, and others. */
export function* namedIn(resource: Naming): Generator<Named> {
  if (isOfType(resource, JOB) || isOfType(resource, ALERT)) {
    yield { id: resource.props.runAs?.servicePrincipalName ?? "", path: "runAs.servicePrincipalName" };
  } else if (isOfType(resource, PERMISSIONS)) {
    for (const [index, { servicePrincipalName: id = "" }] of (resource.props.accessControls ?? []).entries()) {
      yield { id, path: `accessControls[${index}].servicePrincipalName` };
    }
  } else if (isOfType(resource, RULE_SET)) {
    for (const [index, { principals }] of (resource.props.grantRules ?? []).entries()) {
      for (const principal of principals ?? []) {
        yield { id: principal.replace(/^servicePrincipals\//, ""), path: `grantRules[${index}].principals` };
      }
    }
  } else if (isOfType(resource, ACL)) {
    yield { id: resource.props.principal ?? "", path: "principal" };
  } else if (isGranting(resource)) {
    for (const { principal, principalPath } of entriesOf(resource)) yield { id: principal, path: principalPath };
  }
}

export const isGranting = (resource: Naming): resource is GrantingResource =>
  isOfType(resource, GRANTING[0]) || isOfType(resource, GRANTING[1]);
