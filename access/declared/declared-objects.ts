import { factsOf, OBJECT_KINDS, type ObjectKind, objectKindOf } from "../../databricks/workspace-objects";
import { textOf, textsOf } from "../../databricks-client";
import { AccessError } from "../access-error";
import type { Permission, WorkspaceObject } from "../state/access-state";
import { projectOf } from "./declared-principals";
import type { GivingResource, GivingStack } from "./giving-stack";
import { declaredOf, listOf } from "./resource-index";

const TOKENS = OBJECT_KINDS.flatMap((kind) => factsOf(kind).resource?.token ?? []);

/** An object on the way to its permissions. */
interface Found {
  object: WorkspaceObject;
  resource: GivingResource;
  stack: GivingStack;
}

/**
 * What an estate declares in its workspaces beside Unity Catalog, with who may do what with it.
 * @param someIsGone whether lists may be left of what is gone.
 * @throws AccessError for a list that is about nothing that is declared.
 */
export function declaredObjects(stacks: readonly GivingStack[], someIsGone = false): WorkspaceObject[] {
  const found = declaredOf(stacks, ...TOKENS).map(
    ({ resource, stack }): Found => ({
      resource,
      stack,
      object: objectOf(stack, resource),
    }),
  );
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/permissions:Permissions")) {
    const object = objectNamedBy(
      resource,
      found.filter((each) => each.stack === stack),
    );
    if (object) object.permissions.push(...permissionsOf(resource));
    else if (!someIsGone) {
      throw new AccessError(`${resource.urn} gives permissions on something that no resource of its stack declares.`);
    }
  }
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/secretAcl:SecretAcl")) {
    const scope = found.find((each) => each.stack === stack && each.object.name === resource.inputs.scope);
    const principal = textOf(resource.inputs.principal) ?? "";
    scope?.object.permissions.push({ principal, level: textOf(resource.inputs.permission) ?? "" });
  }
  inheritFromDirectories(found);
  return [...found.map(({ object }) => object), ...servicePrincipals(stacks)];
}

function objectOf({ project, settings }: GivingStack, resource: GivingResource): WorkspaceObject {
  const kind = kindOf(resource);
  const runAs = listOf([resource.inputs.runAs])[0];
  const runsAs = textOf(runAs?.servicePrincipalName) ?? textOf(runAs?.userName);
  return {
    kind,
    name: inputOf(resource, "name") ?? resource.name,
    environment: settings.name,
    ...(project && { project: project.name }),
    permissions: [],
    ...(runsAs !== undefined && { runsAs }),
  };
}

function kindOf({ type }: GivingResource): ObjectKind {
  const kind = objectKindOf(type);
  if (!kind) throw new Error(`${type} is not among the objects that were asked for`);
  return kind;
}

/** The input that says an object's name, or its directory. */
const inputOf = (resource: GivingResource, which: "name" | "directory"): string | undefined =>
  textOf(resource.inputs[factsOf(kindOf(resource)).resource?.[which] ?? ""]);

/**
 * The object that a list of permissions is about: by its id, else the only one that was declared beside the list. Ids are
 * stand-ins, and those that only the service makes up are missing.
 */
function objectNamedBy({ inputs, parent }: GivingResource, candidates: readonly Found[]): WorkspaceObject | undefined {
  const reference = (kind: ObjectKind): string | undefined => {
    const property = factsOf(kind).namedBy.find((each) => inputs[each] !== undefined);
    return property && textOf(inputs[property]);
  };
  const byId = candidates.filter(({ object, resource }) => {
    const wanted = reference(object.kind);
    return (
      wanted !== undefined &&
      [resource.id, textOf(resource.outputs.objectId), textOf(resource.outputs.name)].includes(wanted)
    );
  });
  const beside = candidates.filter(({ resource }) => resource.parent === parent);
  for (const some of [byId, beside]) if (some.length === 1 && some[0]) return some[0].object;
  return undefined;
}

function permissionsOf({ inputs }: GivingResource): Permission[] {
  return listOf(inputs.accessControls).map(({ groupName, permissionLevel, servicePrincipalName, userName }) => ({
    principal: textOf(groupName) ?? textOf(servicePrincipalName) ?? textOf(userName) ?? "",
    level: textOf(permissionLevel) ?? "",
  }));
}

/** Adds to what lies in a directory what was given on that. */
function inheritFromDirectories(found: readonly Found[]): void {
  const directories = found.filter(({ object }) => object.kind === "directories");
  const given = new Map(directories.map(({ object }) => [object, [...object.permissions]]));
  for (const { object, resource, stack } of found) {
    const path = treePath(inputOf(resource, "directory"));
    if (path === undefined) continue;
    for (const directory of directories) {
      const isAround =
        directory.stack.settings === stack.settings && `${path}/`.startsWith(`${directory.object.name}/`);
      if (!isAround || directory.object === object) continue;
      for (const permission of given.get(directory.object) ?? []) {
        object.permissions.push({ ...permission, inheritedFrom: directory.object.name });
      }
    }
  }
}

/** Some services begin the tree's paths with `/Workspace`, and some do not. */
const treePath = (path: string | undefined): string | undefined => path?.replace(/^\/Workspace(?=\/)/, "");

/** `accounts/<account>/servicePrincipals/<application id>/ruleSets/default` */
const RULE_SET = /\/servicePrincipals\/([^/]+)\/ruleSets\//;

/** Who may act as which service principal: the rule sets that the account keeps for them. */
function servicePrincipals(stacks: readonly GivingStack[]): WorkspaceObject[] {
  const names = new Map(
    declaredOf(stacks, "databricks:index/servicePrincipal:ServicePrincipal").map(({ resource }) => [
      textOf(resource.outputs.applicationId),
      textOf(resource.inputs.displayName),
    ]),
  );
  return declaredOf(stacks, "databricks:index/accessControlRuleSet:AccessControlRuleSet").flatMap(
    ({ resource, stack }) => {
      const applicationId = RULE_SET.exec(textOf(resource.inputs.name) ?? "")?.[1];
      if (applicationId === undefined) return [];
      const permissions = listOf(resource.inputs.grantRules).flatMap(({ principals, role }) =>
        textsOf(principals).map((principal) => ({
          principal: principal.replace(/^\w+\//, ""),
          level: textOf(role) ?? "",
        })),
      );
      const name = names.get(applicationId) ?? applicationId;
      const project = projectOf(stack, applicationId);
      return [
        {
          kind: "service-principals" as const,
          name,
          environment: stack.settings.name,
          ...(project !== undefined && { project }),
          permissions,
        },
      ];
    },
  );
}
