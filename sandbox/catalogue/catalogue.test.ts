import { Catalogue, catalogue } from "./catalogue";
import { elementType, primitives } from "./types";

describe("the committed catalogue", () => {
  test.each([
    ["workspace", "POST", "/api/2.1/unity-catalog/catalogs", "catalog.Catalogs.Create", {}],
    ["workspace", "GET", "/api/2.1/unity-catalog/catalogs/prod", "catalog.Catalogs.Get", { name: "prod" }],
    [
      "workspace",
      "GET",
      "/api/2.0/permissions/cluster-policies/A1",
      "compute.ClusterPolicies.GetPermissions",
      { cluster_policy_id: "A1" },
    ],
    [
      "workspace",
      "GET",
      "/api/2.0/permissions/directories/7",
      "iam.Permissions.Get",
      { request_object_type: "directories", request_object_id: "7" },
    ],
    [
      "workspace",
      "PUT",
      "/api/2.0/permissions/sql/warehouses/w-1",
      "iam.SqlPermissions.Set",
      { request_object_type: "sql/warehouses", request_object_id: "w-1" },
    ],
    [
      "account",
      "PUT",
      "/api/2.0/accounts/a-1/workspaces/17/metastores/m-1",
      "catalog.AccountMetastoreAssignments.Update",
      { account_id: "a-1", workspace_id: "17", metastore_id: "m-1" },
    ],
    [
      "workspace",
      "PUT",
      "/api/2.0/fs/files/Volumes/prod/raw/in/a.csv",
      "files.Files.Upload",
      { file_path: "/Volumes/prod/raw/in/a.csv" },
    ],
    ["workspace", "GET", "/.well-known/databricks-config", "discovery.Workspace.GetConfig", {}],
    ["workspace", "POST", "/api/2.1/jobs/create", "jobs.Jobs.Create", {}],
    [
      "arm",
      "PUT",
      "/subscriptions/s/resourcegroups/rg/providers/Microsoft.Databricks/workspaces/dev",
      "armdatabricks.Workspaces.CreateOrUpdate",
      { subscriptionId: "s", resourceGroupName: "rg", workspaceName: "dev" },
    ],
    [
      "arm",
      "PUT",
      "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Authorization/roleAssignments/n",
      "armauthorization.RoleAssignments.Create",
      { scope: "subscriptions/s/resourceGroups/rg", roleAssignmentName: "n" },
    ],
  ] as const)("%s %s %s is %s", (plane, method, path, id, parameters) => {
    expect(catalogue().match(plane, method, path)).toEqual({
      id,
      operation: catalogue().operation(id),
      path: parameters,
    });
  });

  test.each([
    ["workspace", "POST", "/api/2.0/sql/statements/", "sql.StatementExecution.ExecuteStatement"],
    ["workspace", "GET", "/api/2.0/clusters/list/", "compute.Clusters.List"],
    ["workspace", "GET", "/api/2.0/preview/scim/v2/Groups/7/", "iam.GroupsV2.Get"],
    ["account", "GET", "/api/2.0/accounts/a/workspaces/", "provisioning.Workspaces.List"],
    ["arm", "GET", "/subscriptions/s/resourceGroups/g/", "armresources.ResourceGroups.Get"],
  ] as const)("a slash at the end says nothing: %s %s %s", (plane, method, path, id) => {
    expect(catalogue().match(plane, method, path)?.id).toBe(id);
  });

  test("an address is known on its own plane and by its own method only", () => {
    expect(catalogue().match("account", "POST", "/api/2.1/unity-catalog/catalogs")).toBeUndefined();
    expect(catalogue().match("workspace", "PUT", "/api/2.1/unity-catalog/catalogs")).toBeUndefined();
  });

  test("an unknown ARM path is no resource addressed by its id", () => {
    expect(catalogue().match("arm", "GET", "/subscriptions/s/providers/Contoso.Widgets/widgets/w")).toBeUndefined();
  });

  test("every type that an operation or a field names is described", () => {
    const isKnown = (type: string): boolean => {
      const contained = elementType(type);
      if (contained) return isKnown(contained.element);
      return type in primitives || Boolean(catalogue().shape(type) ?? catalogue().enum(type));
    };
    const unknown: string[] = [];
    const seen = new Set<string>();
    const visit = (type: string, where: string): void => {
      const contained = elementType(type);
      if (contained) visit(contained.element, where);
      else if (!isKnown(type)) unknown.push(`${where}: ${type}`);
      else if (!seen.has(type)) {
        seen.add(type);
        for (const [name, field] of Object.entries(catalogue().shape(type) ?? {})) visit(field.type, `${type}.${name}`);
      }
    };
    for (const id of catalogue().operationIds()) {
      const { request, response } = catalogue().operation(id);
      if (request !== undefined) visit(request, id);
      if (response !== undefined) visit(response, id);
    }
    expect(unknown).toEqual([]);
    expect(seen.size).toBeGreaterThan(5_000);
  });

  test("every parameter of a path is a field of the request, besides the client's own account", () => {
    const missing = catalogue()
      .operationIds()
      .flatMap((id) => {
        const { path, request } = catalogue().operation(id);
        const shape = request === undefined ? {} : (catalogue().shape(request) ?? {});
        return [...path.matchAll(/\{\+?(\w+)/g)]
          .map(([, name = ""]) => name)
          .filter((name) => name !== "account_id" && shape[name]?.in !== "path")
          .map((name) => `${id}: ${name}`);
      });
    expect(missing).toEqual([]);
  });

  test("an id that it does not have is the caller's mistake", () => {
    expect(() => catalogue().operation("catalog.Catalogs.Conjure")).toThrow("no operation catalog.Catalogs.Conjure");
  });
});

describe("a later file", () => {
  const file = { sources: [], operations: {}, enums: {}, shapes: {} };
  const operation = { method: "GET", path: "/groups", plane: "workspace" } as const;

  test("adds fields to a shape, and replaces those of the same name", () => {
    const amended = new Catalogue([
      { ...file, shapes: { Group: { id: { type: "integer" }, name: { type: "string" } } } },
      { ...file, shapes: { Group: { schemas: { type: "array<string>" }, id: { type: "string" } } } },
    ]);
    expect(amended.shape("Group")).toEqual({
      id: { type: "string" },
      name: { type: "string" },
      schemas: { type: "array<string>" },
    });
  });

  test("replaces an operation of the same id", () => {
    const amended = new Catalogue([
      { ...file, operations: { "iam.Groups.List": { ...operation, apiVersion: "1" } } },
      { ...file, operations: { "iam.Groups.List": { ...operation, apiVersion: "2" } } },
    ]);
    expect(amended.match("workspace", "GET", "/groups")?.operation.apiVersion).toBe("2");
  });

  test("gives an operation other addresses, whose parameters are the operation's", () => {
    const amended = new Catalogue([
      { ...file, operations: { "iam.Groups.Get": { ...operation, path: "/2/groups/{id}" } } },
      { ...file, aliases: { "GET /1/groups/{id}": "iam.Groups.Get" } },
    ]);
    expect(amended.match("workspace", "GET", "/1/groups/7")).toMatchObject({ id: "iam.Groups.Get", path: { id: "7" } });
  });
});
