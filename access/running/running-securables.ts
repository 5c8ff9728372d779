import { spelledForApi } from "../../databricks/privileges";
import { IN_SCHEMA, SECURABLES, type SecurableType, UNITY_CATALOG } from "../../databricks/securables";
import { type DatabricksClient, textOf, textsOf, type Values, WorkspaceBindings } from "../../databricks-client";
import type { AccessState, Binding, Environment, Grant, Securable } from "../state/access-state";

/** Of the service's own, which nobody is given. */
const OF_THE_SERVICE = { catalogTypes: ["SYSTEM_CATALOG", "INTERNAL_CATALOG"], schema: "information_schema" };

/** Everything in Unity Catalog that a workspace is bound to, with who holds what on it. */
export async function runningSecurables(
  workspace: DatabricksClient,
  environment: Environment,
  declared: AccessState,
): Promise<Securable[]> {
  const [metastore, catalogs, locations, credentials] = await Promise.all([
    workspace.get(`${UNITY_CATALOG}/metastore_summary`),
    listed(workspace, "catalog"),
    listed(workspace, "external_location"),
    listed(workspace, "storage_credential"),
  ]);
  const read = new SecurableReader(workspace, environment, declared);
  const own = catalogs.filter(({ catalog_type: type }) => !OF_THE_SERVICE.catalogTypes.includes(textOf(type) ?? ""));
  const found = await Promise.all([
    read.one("metastore", { ...metastore, name: environment.metastore }),
    ...own.map((catalog) => withContents(workspace, read, catalog)),
    ...locations.map((location) => read.one("external_location", location)),
    ...credentials.map((credential) => read.one("storage_credential", credential)),
  ]);
  return found.flat();
}

/** Without a number of results, Unity Catalog answers all at once, or not at all; 0 asks for pages of its own size. */
const list = (workspace: DatabricksClient, path: string, member: string, query: Record<string, string> = {}) =>
  workspace.list(path, member, { ...query, max_results: "0" });

function listed(
  workspace: DatabricksClient,
  type: Exclude<SecurableType, "metastore">,
  query?: Record<string, string>,
): Promise<Values[]> {
  const { member, path } = SECURABLES[type].list;
  return list(workspace, path, member, query);
}

async function withContents(workspace: DatabricksClient, read: SecurableReader, found: Values): Promise<Securable[]> {
  const [catalog, contents] = await Promise.all([
    read.one("catalog", found),
    inCatalog(workspace, read, textOf(found.name) ?? ""),
  ]);
  const { environment } = catalog;
  return [catalog, ...contents.map((each) => (environment === undefined ? each : { environment, ...each }))];
}

async function inCatalog(workspace: DatabricksClient, read: SecurableReader, catalog: string): Promise<Securable[]> {
  const all = await listed(workspace, "schema", { catalog_name: catalog });
  const schemas = all.filter(({ name }) => name !== OF_THE_SERVICE.schema);
  const found = await Promise.all(
    schemas.flatMap((schema) => [
      read.one("schema", schema),
      ...IN_SCHEMA.map(async (type) => {
        const query = { catalog_name: catalog, schema_name: textOf(schema.name) ?? "" };
        const items = await listed(workspace, type, query);
        return Promise.all(items.map((item) => read.one(type, item)));
      }),
    ]),
  );
  return found.flat();
}

/** Reads who holds what on what was found in lists. */
class SecurableReader {
  constructor(
    private readonly workspace: DatabricksClient,
    private readonly environment: Environment,
    private readonly declared: AccessState,
  ) {}

  async one(type: SecurableType, found: Values): Promise<Securable> {
    const name = textOf(found.full_name) ?? textOf(found.name) ?? "";
    const owner = textOf(found.owner);
    // Catalogs say ISOLATED, locations and credentials ISOLATION_MODE_ISOLATED.
    const isolated = textOf(found.isolation_mode)?.endsWith("ISOLATED") ?? false;
    const [grants, bindings] = await Promise.all([
      this.grants(type, name),
      isolated ? new WorkspaceBindings(this.workspace, { type, name }).list() : [],
    ]);
    return {
      type,
      name,
      metastore: this.environment.metastore,
      ...(isolated && this.isOnlyHere(bindings) && { environment: this.environment.name }),
      ...this.placeOf(type, name),
      ...(owner !== undefined && { owner }),
      isolated,
      bindings,
      grants,
    };
  }

  /** What no other workspace reaches is this environment's, whoever made it. */
  private isOnlyHere(bindings: readonly Binding[]): boolean {
    return bindings.length > 0 && bindings.every(({ workspaceId }) => workspaceId === this.environment.workspaceId);
  }

  /** Of which environment and project something is, its declaration knows, or that of what it lies in. */
  private placeOf(type: SecurableType, name: string): Pick<Securable, "environment" | "project"> {
    const isAround = (each: Securable): boolean =>
      (each.type === type && each.name === name) ||
      ((each.type === "catalog" || each.type === "schema") && name.startsWith(`${each.name}.`));
    const around = this.declared.securables.filter(isAround);
    const [nearest] = around.sort((one, other) => other.name.length - one.name.length);
    return {
      ...(nearest?.environment !== undefined && { environment: nearest.environment }),
      ...(nearest?.project !== undefined && { project: nearest.project }),
    };
  }

  private async grants(type: SecurableType, name: string): Promise<Grant[]> {
    const path = `${UNITY_CATALOG}/permissions/${type}/${encodeURIComponent(name)}`;
    const assignments = await list(this.workspace, path, "privilege_assignments");
    return assignments.map(({ principal, privileges }) => ({
      principal: textOf(principal) ?? "",
      privileges: textsOf(privileges).map(spelledForApi),
    }));
  }
}
