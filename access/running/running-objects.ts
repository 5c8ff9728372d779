import {
  factsOf,
  memberOf,
  OBJECT_KINDS,
  type ObjectKind,
  WORKSPACE_OBJECTS,
} from "../../databricks/workspace-objects";
import { type DatabricksClient, textOf, textsOf, type Values, valuesOf } from "../../databricks-client";
import type { AccessState, Permission, Principal, WorkspaceObject } from "../state/access-state";

/** Their lists are not those of the whole workspace, or do not lead to the permissions API. */
const READ_APART: readonly ObjectKind[] = ["directories", "repos", "secret-scopes"];

/** What a workspace has beside Unity Catalog, with who may do what with it. */
export async function runningObjects(
  workspace: DatabricksClient,
  environment: string,
  declared: AccessState,
): Promise<WorkspaceObject[]> {
  const reader = new ObjectReader(workspace, environment, declared);
  const found = await Promise.all([
    ...OBJECT_KINDS.filter((kind) => !READ_APART.includes(kind)).map((kind) => reader.listed(kind)),
    reader.gitFolders(),
    reader.directories(),
    reader.secretScopes(),
  ]);
  return found.flat();
}

class ObjectReader {
  constructor(
    private readonly workspace: DatabricksClient,
    private readonly environment: string,
    private readonly declared: AccessState,
  ) {}

  /** @param query besides that of the kind's list. */
  async listed(kind: ObjectKind, query: Record<string, string> = {}): Promise<WorkspaceObject[]> {
    const { list } = factsOf(kind);
    if (!list) return [];
    const found = await this.workspace.list(list.path, list.member, { ...list.query, ...query });
    return Promise.all(
      found.map((each) =>
        this.object(kind, textOf(memberOf(each, list.name)) ?? "", textOf(memberOf(each, list.id)) ?? ""),
      ),
    );
  }

  /** Without a folder to look below, the service lists those in /Repos only. */
  async gitFolders(): Promise<WorkspaceObject[]> {
    const paths = this.declaredOf("repos").map(({ name }) => name.split("/").slice(0, 2).join("/"));
    const { narrowedBy } = WORKSPACE_OBJECTS.repos.list;
    const listed = await Promise.all(
      [...new Set(["/Repos", ...paths])].map((path) => this.listed("repos", { [narrowedBy]: path })),
    );
    return listed.flat();
  }

  /** The tree holds people's own folders too: looked at is what the estate declares, and what lies beside it. */
  async directories(): Promise<WorkspaceObject[]> {
    const declared = this.declaredOf("directories");
    const listed = await Promise.all(declared.map(({ name }) => this.directoriesIn(name)));
    const known = await Promise.all(
      declared.map(({ name }) => this.workspace.find("/api/2.0/workspace/get-status", { path: name })),
    );
    const found = [...known, ...listed.flat()].flatMap((each) => (each ? [each] : []));
    const byPath = new Map(found.map((directory) => [textOf(directory.path) ?? "", directory]));
    return Promise.all(
      [...byPath].map(([path, { object_id: id }]) => this.object("directories", path, textOf(id) ?? "")),
    );
  }

  async secretScopes(): Promise<WorkspaceObject[]> {
    const { member, path } = WORKSPACE_OBJECTS["secret-scopes"].list;
    const scopes = await this.workspace.list(path, member);
    return Promise.all(
      scopes.map(async (scope) => {
        const name = textOf(scope.name) ?? "";
        const items = await this.workspace.list("/api/2.0/secrets/acls/list", "items", { scope: name });
        const permissions = items.map(({ permission, principal }) => ({
          principal: textOf(principal) ?? "",
          level: textOf(permission) ?? "",
        }));
        return { ...this.place("secret-scopes", name), permissions };
      }),
    );
  }

  private declaredOf(kind: ObjectKind): WorkspaceObject[] {
    return this.declared.objects.filter((each) => each.kind === kind && each.environment === this.environment);
  }

  private async directoriesIn(path: string): Promise<Values[]> {
    const objects = await this.workspace.list("/api/2.0/workspace/list", "objects", { path });
    return objects.filter(({ object_type: type }) => type === "DIRECTORY");
  }

  private async object(kind: ObjectKind, name: string, id: string): Promise<WorkspaceObject> {
    const [list, runsAs] = await Promise.all([
      this.workspace.get(`/api/2.0/permissions/${kind}/${encodeURIComponent(id)}`),
      kind === "jobs" ? this.runAs(id) : undefined,
    ]);
    return {
      ...this.place(kind, name),
      permissions: valuesOf(list.access_control_list).flatMap(permissionsOf),
      ...(runsAs !== undefined && { runsAs }),
    };
  }

  private async runAs(id: string): Promise<string | undefined> {
    return textOf((await this.workspace.get("/api/2.2/jobs/get", { job_id: id })).run_as_user_name);
  }

  /** Of which project something is, its declaration knows. */
  private place(kind: ObjectKind, name: string): Pick<WorkspaceObject, "environment" | "kind" | "name" | "project"> {
    const { environment } = this;
    const declared = this.declared.objects.find(
      (each) => each.environment === environment && each.kind === kind && each.name === name,
    );
    return { kind, name, environment, ...(declared?.project !== undefined && { project: declared.project }) };
  }
}

function permissionsOf(entry: Values): Permission[] {
  const principal = textOf(entry.user_name) ?? textOf(entry.group_name) ?? textOf(entry.service_principal_name) ?? "";
  return valuesOf(entry.all_permissions).map(({ inherited, inherited_from_object: from, permission_level: level }) => ({
    principal,
    level: textOf(level) ?? "",
    ...(inherited === true && { inheritedFrom: textsOf(from)[0] ?? "/" }),
  }));
}

/** Who may act as which of the declared service principals: the rule sets that the account keeps for them. */
export async function runningRuleSets(
  account: DatabricksClient,
  accountId: string,
  declared: AccessState,
  principals: Iterable<Principal>,
): Promise<WorkspaceObject[]> {
  const known = [...principals];
  const found = declared.objects.filter(({ kind }) => kind === "service-principals");
  const read = found.map(async (object): Promise<WorkspaceObject[]> => {
    const identity = known.find(({ displayName, kind }) => kind === "servicePrincipal" && displayName === object.name);
    if (!identity) return [];
    const ruleSet = await account.find(`/api/2.0/preview/accounts/${accountId}/access-control/rule-sets`, {
      name: `accounts/${accountId}/servicePrincipals/${identity.name}/ruleSets/default`,
      etag: "",
    });
    const permissions = valuesOf(ruleSet?.grant_rules).flatMap(({ principals: holders, role }) =>
      textsOf(holders).map((holder) => ({ principal: holder.replace(/^\w+\//, ""), level: textOf(role) ?? "" })),
    );
    return [{ ...object, permissions }];
  });
  return (await Promise.all(read)).flat();
}
