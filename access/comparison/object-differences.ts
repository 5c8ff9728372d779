import { includesLevel, isAdministered } from "../../databricks/workspace-objects";
import { platformStack } from "../../infra/config";
import { KnownAccess } from "../evaluation/known-access";
import { describedObject } from "../evaluation/words";
import { administers } from "../evaluation/workspace-entry";
import { type AccessState, ADMINS_OF_WORKSPACE, type WorkspaceObject } from "../state/access-state";
import { ACCESS_MODEL, type Difference } from "./difference";
import type { SamePrincipals } from "./same-principals";

/**
 * What is held on the objects that the estate declares, and not declared. What the service adds by itself is left out:
 * owners, and entries of those who administer the workspace and so manage everything in it anyway.
 */
export function objectDifferences(declared: AccessState, running: AccessState, same: SamePrincipals): Difference[] {
  const known = new KnownAccess(running);
  return declared.objects.flatMap((wanted) => {
    const object = known.object(wanted);
    if (!object) return [];
    return [...permissions(object, wanted, known, same), ...runAs(object, wanted, same)];
  });
}

function permissions(
  object: WorkspaceObject,
  wanted: WorkspaceObject,
  known: KnownAccess,
  same: SamePrincipals,
): Difference[] {
  const { environment, kind } = object;
  const addsNothing = (principal: string): boolean =>
    principal === ADMINS_OF_WORKSPACE ||
    // An administrator's role on a service principal does add something.
    (isAdministered(kind) && administers(known, environment, principal) !== undefined);
  const authoritative = isListedWhole(wanted);
  return object.permissions
    .filter(({ inheritedFrom, level, principal }) => {
      if (inheritedFrom !== undefined || level === "IS_OWNER" || addsNothing(principal)) return false;
      return !wanted.permissions.some(
        (given) => same.areSame(given.principal, principal) && includesLevel(kind, given.level, level),
      );
    })
    .map(({ level, principal }) => ({
      what: "permission" as const,
      stack: stackOf(object),
      who: same.called(principal),
      where: `${describedObject(object)} of ${environment}`,
      holds: [level],
      authoritative,
      remove: authoritative
        ? `lakestage up ${stackOf(object)}`
        : "take it off the object's list of permissions, in the workspace",
      adopt: `give ${level} to a role in ${ACCESS_MODEL}, and make ${same.called(principal)} one who plays it`,
    }));
}

/** Entries of a secret scope are declared one by one. The list of a service principal is only known where it is declared. */
const isListedWhole = ({ kind, permissions }: WorkspaceObject): boolean =>
  kind === "service-principals" ||
  (kind !== "secret-scopes" && permissions.some(({ inheritedFrom }) => inheritedFrom === undefined));

function runAs(object: WorkspaceObject, wanted: WorkspaceObject, same: SamePrincipals): Difference[] {
  if (wanted.runsAs === undefined || object.runsAs === undefined) return [];
  if (same.areSame(wanted.runsAs, object.runsAs)) return [];
  return [
    {
      what: "run-as",
      stack: stackOf(object),
      who: same.called(object.runsAs),
      where: `${describedObject(object)} of ${object.environment}`,
      holds: ["run-as"],
      authoritative: true,
      remove: `lakestage up ${stackOf(object)}`,
      adopt: "a project's jobs run as its run identity, and as nobody else",
    },
  ];
}

/** Kinds of objects that platforms' stacks declare, whatever project they are for. */
const PLATFORMS: readonly WorkspaceObject["kind"][] = ["secret-scopes", "service-principals"];

function stackOf({ environment, kind, project }: WorkspaceObject): string {
  if (PLATFORMS.includes(kind)) return platformStack(environment);
  return project === undefined ? environment : `${environment}.${project}`;
}
