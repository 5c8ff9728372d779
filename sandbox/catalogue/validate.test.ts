import { catalogue, type MatchedOperation } from "./catalogue";
import { normaliseRequest, type RequestContent, takesBytes, validateRequest, validateResponse } from "./validate";

function matched(method: string, path: string, plane: "workspace" | "account" | "arm" = "workspace"): MatchedOperation {
  const match = catalogue().match(plane, method, path);
  if (!match) throw new Error(`no ${method} ${path}`);
  return match;
}

const content = (body: unknown, query: RequestContent["query"] = {}): RequestContent => ({ query, body });

const uploadFile = matched("PUT", "/api/2.0/fs/files/Volumes/prod/ml/data/a.csv");
const createCatalog = matched("POST", "/api/2.1/unity-catalog/catalogs");
const updateCatalog = matched("PATCH", "/api/2.1/unity-catalog/catalogs/prod");
const createWarehouse = matched("POST", "/api/2.0/sql/warehouses");
const listClusters = matched("GET", "/api/2.1/clusters/list");
const createJob = matched("POST", "/api/2.2/jobs/create");
const createPolicy = matched("POST", "/api/2.1/accounts/a-1/budget-policies", "account");
const putWorkspace = matched(
  "PUT",
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/dev",
  "arm",
);

describe("a request's body", () => {
  test("that is as declared has no violation", () => {
    const body = { name: "prod", comment: "Production", properties: { owner: "platform" } };
    expect(validateRequest(createCatalog, content(body))).toEqual([]);
  });

  test("with an unknown member is refused, with the nearest name", () => {
    expect(validateRequest(createCatalog, content({ name: "prod", coment: "x" }))).toEqual([
      {
        field: "coment",
        problem: "unknown",
        suggestion: "comment",
        message: "Unknown field: coment (did you mean comment?)",
      },
    ]);
  });

  test("with an unknown member like no other is refused without a suggestion", () => {
    expect(validateRequest(createCatalog, content({ name: "prod", zzz: 1 }))).toEqual([
      { field: "zzz", problem: "unknown", message: "Unknown field: zzz" },
    ]);
  });

  test("without a required member is refused, and null is without it", () => {
    const missing = { field: "name", problem: "required", message: "Missing required field: name" };
    expect(validateRequest(createCatalog, content({}))).toEqual([missing]);
    expect(validateRequest(createCatalog, content({ name: null }))).toEqual([missing]);
    expect(validateRequest(createCatalog, content(undefined))).toEqual([missing]);
  });

  test("with a value of another type is refused, and the value is not repeated", () => {
    const [violation] = validateRequest(createCatalog, content({ name: ["s3cret"] }));
    expect(violation).toMatchObject({ field: "name", problem: "type", expected: "string" });
    expect(violation?.message).toBe("Field name must be of type string, not array");
  });

  test("with a value that the enum lacks is refused, with the values and the nearest", () => {
    expect(validateRequest(updateCatalog, content({ isolation_mode: "isolated" }))).toMatchObject([
      { field: "isolation_mode", problem: "enum", expected: "ISOLATED, OPEN", suggestion: "ISOLATED" },
    ]);
  });

  test("is checked at every depth, and every violation is told", () => {
    const tags = { custom_tags: [{ key: "team" }, { key: 1, valeu: "x" }] };
    const violations = validateRequest(createWarehouse, content({ name: "w", tags, min_num_clusters: 1.5 }));
    expect(violations.map(({ field, problem }) => [field, problem])).toEqual([
      ["tags.custom_tags[1].key", "type"],
      ["tags.custom_tags[1].valeu", "unknown"],
      ["min_num_clusters", "type"],
    ]);
  });

  test("may hold shapes that contain themselves", () => {
    const task = { task_key: "each", for_each_task: { inputs: "[1]", task: { task_key: "one", notebok_task: {} } } };
    expect(validateRequest(createJob, content({ tasks: [task] }))).toMatchObject([
      { field: "tasks[0].for_each_task.task.notebok_task", problem: "unknown", suggestion: "notebook_task" },
    ]);
  });

  test("may repeat what the path says in a nested shape, and need not", () => {
    const path = "/api/2.0/accounts/a-1/workspaces/17/metastores/m-1";
    const assign = matched("POST", path, "account");
    const bare = { metastore_id: "m-1", default_catalog_name: "dev" };
    expect(validateRequest(assign, content({ metastore_assignment: bare }))).toEqual([]);
    const repeated = { ...bare, workspace_id: 17 };
    expect(validateRequest(assign, content({ metastore_assignment: repeated }))).toEqual([]);
  });

  test("that is no object is refused", () => {
    expect(validateRequest(createCatalog, content([]))).toMatchObject([{ field: "", problem: "type" }]);
  });

  test("may be a map of any names", () => {
    const setConf = matched("PATCH", "/api/2.0/workspace-conf");
    expect(validateRequest(setConf, content({ enableIpAccessLists: "true" }))).toEqual([]);
    expect(validateRequest(setConf, content({ enableIpAccessLists: true }))).toMatchObject([{ problem: "type" }]);
    expect(normaliseRequest(setConf, content({ enableIpAccessLists: "true" }))).toEqual({
      enableIpAccessLists: "true",
    });
  });

  test("is one field of the request where the operation says so", () => {
    const body = {
      location: "westeurope",
      properties: { managedResourceGroupId: "/subscriptions/s/resourceGroups/m" },
    };
    const request = content(body, { "api-version": ["2023-02-01"] });
    expect(validateRequest(putWorkspace, request)).toEqual([]);
    expect(normaliseRequest(putWorkspace, request)).toEqual({
      subscriptionId: "s",
      resourceGroupName: "rg",
      workspaceName: "dev",
      "api-version": "2023-02-01",
      parameters: body,
    });
    expect(validateRequest(putWorkspace, content({ ...body, locaton: "x" }))).toMatchObject([
      { field: "locaton", problem: "unknown", suggestion: "location" },
    ]);
    expect(validateRequest(putWorkspace, content(undefined))).toMatchObject([
      { field: "parameters", problem: "required" },
    ]);
  });

  test("may have an integer as digits, which is read as a number, and null, which is read as nothing", () => {
    const request = content({ custom_max_retention_hours: "168", comment: null, options: { a: "1" } });
    expect(validateRequest(updateCatalog, request)).toEqual([]);
    expect(normaliseRequest(updateCatalog, request)).toEqual({
      name: "prod",
      custom_max_retention_hours: 168,
      options: { a: "1" },
    });
  });

  test("is bytes where the operation takes a file", () => {
    expect(takesBytes(uploadFile)).toBe(true);
    expect(takesBytes(createCatalog)).toBe(false);
    const request = content(Buffer.from("{"), { overwrite: ["true"] });
    expect(validateRequest(uploadFile, request)).toEqual([]);
    expect(normaliseRequest(uploadFile, request)).toEqual({
      file_path: "/Volumes/prod/ml/data/a.csv",
      overwrite: true,
      contents: Buffer.from("{"),
    });
  });

  test("is not changed by reading it", () => {
    const body = { comment: null, owner: "platform" };
    normaliseRequest(updateCatalog, content(body));
    expect(body).toEqual({ comment: null, owner: "platform" });
  });
});

describe("a request's query and path", () => {
  test("are read as the types of their fields", () => {
    const request = content(undefined, {
      "filter_by.is_pinned": ["true"],
      "filter_by.cluster_states": ["RUNNING", "TERMINATED"],
      page_size: ["5"],
    });
    expect(validateRequest(listClusters, request)).toEqual([]);
    expect(normaliseRequest(listClusters, request)).toEqual({
      filter_by: { is_pinned: true, cluster_states: ["RUNNING", "TERMINATED"] },
      page_size: 5,
    });
  });

  test("with an unknown parameter, a wrong type, a wrong value or two values for one are refused", () => {
    const request = content(undefined, {
      page_siz: ["5"],
      page_size: ["five"],
      "filter_by.cluster_states": ["ASLEEP"],
      page_token: ["a", "b"],
    });
    expect(validateRequest(listClusters, request).map(({ field, problem }) => [field, problem])).toEqual([
      ["page_siz", "unknown"],
      ["page_size", "type"],
      ["filter_by.cluster_states", "enum"],
      ["page_token", "type"],
    ]);
  });

  test("a required parameter that is missing is refused", () => {
    expect(validateRequest(matched("GET", "/api/2.1/unity-catalog/schemas"), content(undefined))).toMatchObject([
      { field: "catalog_name", problem: "required" },
    ]);
  });

  test("a path's number that is none is refused", () => {
    const path = "/api/2.0/accounts/a-1/workspaces/seventeen/permissionassignments";
    expect(validateRequest(matched("GET", path, "account"), content(undefined))).toMatchObject([
      { field: "workspace_id", problem: "type", expected: "int64" },
    ]);
  });

  test("a path's parameter wins over a member of the same name in the body", () => {
    expect(validateRequest(updateCatalog, content({ name: "dev" }))).toMatchObject([
      { field: "name", problem: "unknown" },
    ]);
    expect(normaliseRequest(updateCatalog, content({ name: "dev" }))).toEqual({ name: "prod" });
  });
});

test("a parameter of the path that clients repeat in the body may be there, and the path's counts", () => {
  const finalise = matched("PATCH", "/api/2.0/mlflow/logged-models/m-1");
  const body = { model_id: "m-2", status: "LOGGED_MODEL_READY" };
  expect(validateRequest(finalise, content(body))).toEqual([]);
  expect(normaliseRequest(finalise, content(body))).toEqual({ model_id: "m-1", status: "LOGGED_MODEL_READY" });
});

test.each([
  ["NaN", []],
  ["-Infinity", []],
  [0.5, []],
  ["0.5", [{ field: "value", problem: "type" }]],
])("a metric's value may be %p or not", (value, violations) => {
  const logMetric = matched("POST", "/api/2.0/mlflow/runs/log-metric");
  expect(validateRequest(logMetric, content({ key: "rmse", timestamp: 1, value }))).toMatchObject(violations);
});

test("a request's headers are read where the operation declares them", () => {
  const download = matched("GET", "/api/2.0/fs/files/Volumes/prod/ml/data/a.csv");
  const request = { ...content(undefined), headers: { range: "bytes=1-", accept: "text/csv" } };
  expect(normaliseRequest(download, request)).toEqual({ file_path: "/Volumes/prod/ml/data/a.csv", range: "bytes=1-" });
});

describe("an answer", () => {
  test("that is as declared has no violation, and one with an unknown member has", () => {
    expect(validateResponse(createCatalog, { name: "prod", created_at: 1_763_719_200_000 })).toEqual([]);
    expect(validateResponse(createCatalog, { name: "prod", createdAt: 1 })).toMatchObject([
      { field: "createdAt", problem: "unknown", suggestion: "created_at" },
    ]);
  });

  test("where none is declared is empty", () => {
    const remove = matched("DELETE", "/api/2.1/unity-catalog/catalogs/prod");
    expect(validateResponse(remove, {})).toEqual([]);
    expect(validateResponse(remove, { deleted: true })).toMatchObject([{ field: "deleted", problem: "unknown" }]);
  });

  test("may be a list", () => {
    const list = matched("GET", "/api/2.0/preview/sql/data_sources");
    expect(validateResponse(list, [{ id: "d-1", warehouse_id: "w-1" }])).toEqual([]);
    expect(validateResponse(list, [{ id: 1 }])).toMatchObject([{ field: "[0].id", problem: "type" }]);
  });

  test("is bytes only where that is declared", () => {
    const download = matched("GET", "/api/2.0/fs/files/Volumes/prod/ml/data/a.csv");
    expect(validateResponse(download, Buffer.from("x"))).toEqual([]);
    expect(validateResponse(createCatalog, Buffer.from("x"))).toMatchObject([{ problem: "type" }]);
  });

  test("has times as RFC 3339", () => {
    const storage = { operation: catalogue().operation("armstorage.Accounts.GetProperties") };
    const answer = (creationTime: string) => ({ location: "westeurope", properties: { creationTime } });
    expect(validateResponse(storage, answer("2026-11-21T10:00:00.1234567Z"))).toEqual([]);
    expect(validateResponse(storage, answer("21 November 2026"))).toMatchObject([
      { field: "properties.creationTime", problem: "type", expected: "timestamp" },
    ]);
  });
});

test("an operation of the account has its fields from the body, too", () => {
  expect(validateRequest(createPolicy, content({ policy: { policy_name: "ml" } }))).toEqual([]);
});
