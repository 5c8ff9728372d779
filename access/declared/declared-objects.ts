import type { DeclaredResource, DeclaredStack } from "../../infra/declaration";
import { AccessError } from "../access-error";
import type { Permission, WorkspaceObject } from "../state/access-state";
import type { ObjectKind } from "../state/object-kinds";
import { declaredOf, listOf, textOf, textsOf } from "./resource-index";

/** What a resource makes in a workspace, and by which property of a list of permissions it is named. */
interface ObjectResource {
  kind: ObjectKind;
  /** The input that people know the object by. */
  name: string;
  /** Absent: nothing refers to it by a list of permissions. */
  permissionsProperty?: string;
  /** The input that holds its directory, for objects of the workspace's tree. */
  directory?: string;
}

const RESOURCES: Readonly<Record<string, ObjectResource>> = {
  "databricks:index/sqlEndpoint:SqlEndpoint": {
    kind: "sql/warehouses",
    name: "name",
    permissionsProperty: "sqlEndpointId",
  },
  "databricks:index/clusterPolicy:ClusterPolicy": {
    kind: "cluster-policies",
    name: "name",
    permissionsProperty: "clusterPolicyId",
  },
  "databricks:index/secretScope:SecretScope": { kind: "secret-scopes", name: "name" },
  "databricks:index/directory:Directory": {
    kind: "directories",
    name: "path",
    permissionsProperty: "directoryId",
    directory: "path",
  },
  "databricks:index/repo:Repo": { kind: "repos", name: "path", permissionsProperty: "repoId", directory: "path" },
  "databricks:index/mlflowExperiment:MlflowExperiment": {
    kind: "experiments",
    name: "name",
    permissionsProperty: "experimentId",
    directory: "name",
  },
  "databricks:index/job:Job": { kind: "jobs", name: "name", permissionsProperty: "jobId" },
  "databricks:index/modelServing:ModelServing": {
    kind: "serving-endpoints",
    name: "name",
    permissionsProperty: "servingEndpointId",
  },
  "databricks:index/databaseInstance:DatabaseInstance": {
    kind: "database-instances",
    name: "name",
    permissionsProperty: "databaseInstanceName",
  },
  "databricks:index/query:Query": {
    kind: "sql/queries",
    name: "displayName",
    permissionsProperty: "sqlQueryId",
    directory: "parentPath",
  },
  "databricks:index/alertV2:AlertV2": {
    kind: "alertsv2",
    name: "displayName",
    permissionsProperty: "alertV2Id",
    directory: "parentPath",
  },
  "databricks:index/dashboard:Dashboard": {
    kind: "dashboards",
    name: "displayName",
    permissionsProperty: "dashboardId",
    directory: "parentPath",
  },
};

/** An object on the way to its permissions. */
interface Found {
  object: WorkspaceObject;
  resource: DeclaredResource;
  stack: DeclaredStack;
}

/** What an estate declares in its workspaces beside Unity Catalog, with who may do what with it. */
export function declaredObjects(stacks: readonly DeclaredStack[]): WorkspaceObject[] {
  const found = declaredOf(stacks, ...Object.keys(RESOURCES)).map(
    ({ resource, stack }): Found => ({
      resource,
      stack,
      object: objectOf(stack, resource),
    }),
  );
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/permissions:Permissions")) {
    objectNamedBy(
      resource,
      found.filter((each) => each.stack === stack),
    ).permissions.push(...permissionsOf(resource));
  }
  for (const { resource, stack } of declaredOf(stacks, "databricks:index/secretAcl:SecretAcl")) {
    const scope = found.find((each) => each.stack === stack && each.object.name === resource.inputs.scope);
    const principal = textOf(resource.inputs.principal) ?? "";
    scope?.object.permissions.push({ principal, level: textOf(resource.inputs.permission) ?? "" });
  }
  inheritFromDirectories(found);
  return [...found.map(({ object }) => object), ...servicePrincipals(stacks)];
}

function objectOf({ project, settings }: DeclaredStack, resource: DeclaredResource): WorkspaceObject {
  const { kind, name } = describe(resource);
  const runAs = listOf([resource.inputs.runAs])[0];
  const runsAs = textOf(runAs?.servicePrincipalName) ?? textOf(runAs?.userName);
  return {
    kind,
    name: textOf(resource.inputs[name]) ?? resource.name,
    environment: settings.name,
    ...(project && { project: project.name }),
    permissions: [],
    ...(runsAs !== undefined && { runsAs }),
  };
}

function describe(resource: DeclaredResource): ObjectResource {
  const described = RESOURCES[resource.type];
  if (!described) throw new Error(`${resource.type} is not among the objects that were asked for`);
  return described;
}

/**
 * The object that a list of permissions is about: by its id, else the only one that was declared beside the list. Ids are
 * stand-ins, and those that only the service makes up are missing.
 */
function objectNamedBy({ inputs, parent, urn }: DeclaredResource, candidates: readonly Found[]): WorkspaceObject {
  const ofProperty = candidates.filter(({ resource }) => {
    const property = describe(resource).permissionsProperty;
    return property !== undefined && inputs[property] !== undefined;
  });
  const byId = ofProperty.filter(({ resource }) => {
    const reference = textOf(inputs[describe(resource).permissionsProperty ?? ""]);
    return [resource.id, textOf(resource.outputs.objectId), textOf(resource.outputs.name)].includes(reference);
  });
  const beside = candidates.filter(({ resource }) => resource.parent === parent);
  for (const some of [byId, beside]) if (some.length === 1 && some[0]) return some[0].object;
  throw new AccessError(`${urn} gives permissions on something that no resource of its stack declares.`);
}

function permissionsOf({ inputs }: DeclaredResource): Permission[] {
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
    const path = treePath(textOf(resource.inputs[describe(resource).directory ?? ""]));
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
function servicePrincipals(stacks: readonly DeclaredStack[]): WorkspaceObject[] {
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
      return [
        {
          kind: "service-principals" as const,
          name,
          environment: stack.settings.name,
          ...(stack.project && { project: stack.project.name }),
          permissions,
        },
      ];
    },
  );
}
