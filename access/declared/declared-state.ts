import { textOf, textsOf } from "../../databricks-client";
import type { AccessState, Environment } from "../state/access-state";
import { withNamedPrincipals } from "../state/named-principals";
import { declaredObjects } from "./declared-objects";
import { DeclaredPrincipals } from "./declared-principals";
import { declaredSecurables } from "./declared-securables";
import type { GivingStack } from "./giving-stack";
import { declaredOf } from "./resource-index";

/**
 * What an estate gives to whom, as its stacks declare it. Who is in the groups of people is their directory's to say: such
 * a group has no members here.
 * @param stacks those of whole environments, with any of the projects in them.
 * @throws AccessError for grants on something that none of the stacks declares.
 */
export function declaredAccess(stacks: readonly GivingStack[]): AccessState {
  return given(stacks, false);
}

/**
 * The same of stacks as they were last deployed, which need not be what files say by now. What they give on something that
 * no stack holds any more is gone with it.
 * @param stacks all that are deployed.
 */
export function deployedAccess(stacks: readonly GivingStack[]): AccessState {
  return given(stacks, true);
}

function given(stacks: readonly GivingStack[], someIsGone: boolean): AccessState {
  const principals = new DeclaredPrincipals(stacks);
  return withNamedPrincipals({
    source: "declared",
    environments: stacks
      .filter(({ kind }) => kind === "platform")
      .map((stack) => environmentOf(stack, stacks, principals)),
    principals: [...principals.all],
    securables: declaredSecurables(stacks, someIsGone),
    objects: declaredObjects(stacks, someIsGone),
  });
}

/** Entitlements by the inputs that give them. */
const ENTITLEMENTS: Readonly<Record<string, string>> = {
  allowClusterCreate: "allow-cluster-create",
  allowInstancePoolCreate: "allow-instance-pool-create",
  databricksSqlAccess: "databricks-sql-access",
  workspaceAccess: "workspace-access",
  workspaceConsume: "workspace-consume",
};

function environmentOf(
  { outputs, settings }: GivingStack,
  stacks: readonly GivingStack[],
  principals: DeclaredPrincipals,
): Environment {
  const { name } = settings;
  const workspaceId = textOf(outputs.workspaceId) ?? "";
  const own = stacks.filter((stack) => stack.settings.name === name);
  return {
    name,
    stage: settings.environment.stage,
    workspaceId,
    metastore: settings.metastore.id,
    assignments: declaredOf(stacks, "databricks:index/mwsPermissionAssignment:MwsPermissionAssignment")
      .filter(({ resource }) => textOf(resource.inputs.workspaceId) === workspaceId)
      .map(({ resource, stack }) => ({
        principal: principals.nameOf(stack, resource.inputs.principalId) ?? textOf(resource.inputs.principalId) ?? "",
        permission: textsOf(resource.inputs.permissions).includes("ADMIN") ? ("ADMIN" as const) : ("USER" as const),
      })),
    entitlements: declaredOf(own, "databricks:index/entitlements:Entitlements").map(({ resource, stack }) => {
      const { groupId, servicePrincipalId, userId } = resource.inputs;
      const id = groupId ?? servicePrincipalId ?? userId;
      return {
        principal: principals.nameOf(stack, id) ?? textOf(id) ?? "",
        entitlements: Object.entries(ENTITLEMENTS).flatMap(([input, entitlement]) =>
          resource.inputs[input] === true ? [entitlement] : [],
        ),
      };
    }),
  };
}
