import type { STACK_REFERENCE } from "../../../resource-types";
import type { PolicyResource, PolicyStack, RuleContext } from "../../../rule";
import { platformOutputs } from "./platform-identities";

export const ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment";
export const SERVICE_PRINCIPAL = "databricks:index/servicePrincipal:ServicePrincipal";
export const MANAGED_IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";

/** Whether it is part of the environment's preview identity: the one whose tokens change nothing. */
export const isOfPreview = ({ parent }: Pick<PolicyResource, "parent">): boolean =>
  parent.endsWith("lakestage:identity:PipelineIdentity::preview");

/** The application id of the identity that previews, from the stack that makes it or from what its platform hands on. */
export function previewIdentity(
  stack: PolicyStack<typeof SERVICE_PRINCIPAL | typeof STACK_REFERENCE>,
  context: RuleContext,
): string | undefined {
  const own = stack.ofType(SERVICE_PRINCIPAL).find(isOfPreview);
  if (!own) return platformOutputs(stack, context).preview?.applicationId;
  const answered = own.answered.applicationId ?? own.props.applicationId;
  return typeof answered === "string" ? answered : undefined;
}

/** Whether an input is the preview identity's, by the resource that it comes from. */
export const comesFromPreview = (
  { propertyDependencies }: PolicyResource,
  property: string,
  stack: PolicyStack<typeof SERVICE_PRINCIPAL | typeof MANAGED_IDENTITY>,
): boolean =>
  [...stack.ofType(SERVICE_PRINCIPAL), ...stack.ofType(MANAGED_IDENTITY)].some(
    (identity) => isOfPreview(identity) && propertyDependencies[property]?.includes(identity.urn),
  );
