import { textOf, textsOf } from "../../../databricks-client";
import { declaredOf, listOf } from "../../declared/resource-index";
import type { Cause, Thing } from "../graph";
import type { ReachEstate } from "../reach-estate";
import type { StackPart } from "../stack-part";

/** `accounts/<account>/servicePrincipals/<application id>/ruleSets/default`; about the account itself without the middle. */
const NAME = /^accounts\/[^/]+\/(?:(servicePrincipals|groups)\/([^/]+)\/)?ruleSets\//;

/**
 * What the roles do that account rule sets give (Databricks: "Roles for managing service principals", "Manage groups"). A
 * user of a service principal runs jobs as it; a manager gives themselves that role; who manages a group joins it.
 */
const ROLES = {
  "roles/servicePrincipal.user": { on: "servicePrincipals", does: "may run jobs as" },
  "roles/servicePrincipal.manager": { on: "servicePrincipals", does: "may let itself use" },
  "roles/group.manager": { on: "groups", does: "may add itself to" },
} as const;

export function ruleSetSteps(estate: ReachEstate): void {
  for (const { resource, stack } of declaredOf(
    estate.stacks,
    "databricks:index/accessControlRuleSet:AccessControlRuleSet",
  )) {
    const [isNamed, kind, id] = NAME.exec(textOf(resource.inputs.name) ?? "") ?? [];
    if (isNamed === undefined) continue;
    for (const [index, { principals, role }] of listOf(resource.inputs.grantRules).entries()) {
      const cause = { urn: resource.urn, property: `grantRules[${index}].principals` };
      for (const named of textsOf(principals)) {
        const holder = estate.principals.of(stack, named.replace(/^\w+\//, ""));
        give(estate, { stack, kind, id, role: textOf(role) ?? "", holder, cause });
      }
    }
  }
}

interface Given {
  stack: StackPart;
  /** Absent: it is about the account. */
  kind: string | undefined;
  id: string | undefined;
  role: string;
  holder: Thing;
  cause: Cause;
}

function give(estate: ReachEstate, { cause, holder, id, kind, role, stack }: Given): void {
  const { account, graph, principals } = estate;
  const known = Object.entries(ROLES).find(([name]) => name === role)?.[1];
  if (kind === undefined && !known) {
    graph.step(holder, account, "control", "use", `${holder.name} has ${role} in the account`, cause);
  }
  if (!known) return;
  const one = kind === known.on && id !== undefined ? [principals.of(stack, id)] : [];
  const every = known.on === "groups" ? principals.groups : principals.identities.map(({ thing }) => thing);
  for (const target of kind === undefined ? every : one) {
    const why = `${holder.name} ${known.does} ${target.name} (${role})`;
    graph.step(holder, target, "control", "control", why, cause);
  }
}
