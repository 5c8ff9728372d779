import { STACK_REFERENCE } from "../../resource-types";
import { ALWAYS, isOfType, type PolicyResource, stackRule } from "../../rule";
import { entriesOf, GRANTING } from "../grants/shared/grant-entries";
import { platformIdentities } from "./shared/platform-identities";

const ACL = "databricks:index/secretAcl:SecretAcl";
const ALERT = "databricks:index/alertV2:AlertV2";
const JOB = "databricks:index/job:Job";
const PERMISSIONS = "databricks:index/permissions:Permissions";
const RULE_SET = "databricks:index/accessControlRuleSet:AccessControlRuleSet";
const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";

const NAMING = [...GRANTING, ACL, ALERT, JOB, PERMISSIONS, RULE_SET] as const;

type Naming = PolicyResource<(typeof NAMING)[number]>;

export const rule = stackRule({
  id: "LSID028",
  title: "Service principals that hold something, or that something runs as, are the estate's own",
  why: `An application id says nothing to a reviewer. One that no stack declares may be another team's pipeline or somebody's
script: it holds what it is given, or its owner decides what a job runs as.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Take the application id from a ServicePrincipal that the stack declares, or from the platform's outputs.",
  example: `runAs: { servicePrincipalName: runner.applicationId }`,
  types: [...NAMING, SERVICE_PRINCIPAL, STACK_REFERENCE],
  check(stack, report, context) {
    const known = new Set([
      ...stack.ofType(SERVICE_PRINCIPAL).map(({ answered, props }) => answered.applicationId ?? props.applicationId),
      ...platformIdentities(stack, context),
    ]);
    for (const type of NAMING) {
      stack.each(type, (resource) => {
        for (const { id, path } of namedIn(resource)) {
          if (!known.has(id)) report(`${id} is no service principal of the estate`, resource, path);
        }
      });
    }
  },
});

interface Named {
  id: string;
  path: string;
}

/** Service principals that a resource names by their application ids, one after the other. */
function* namedIn(resource: Naming): Generator<Named> {
  for (const named of principalsIn(resource)) if (APPLICATION_ID.test(named.id)) yield named;
}

const APPLICATION_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

function* principalsIn(resource: Naming): Generator<Named> {
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
  } else if (isOfType(resource, GRANTING[0]) || isOfType(resource, GRANTING[1])) {
    for (const { principal, principalPath } of entriesOf(resource)) yield { id: principal, path: principalPath };
  }
}
