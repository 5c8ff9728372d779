import type { Attempt, Change } from "./attempt";
import type { EstateParts, Identity } from "./environment-parts";

const SCIM = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
/** What the sandbox has no compute for, once it is allowed. */
const NOT_RUN = { status: 501 };
const NO_ADMIN = "Only workspace admins can access this API";

/** What is refused in dev's own workspace to a member who is given nothing there: to change anything of what it has. */
export function memberAttempts({ applicationId, id }: Identity, { dev }: EstateParts): Attempt[] {
  const change = (what: string, method: Change["method"], path: string, lacks: string, body?: object): Attempt => ({
    what,
    at: "dev",
    method,
    path,
    ...(body && { body }),
    lacks,
  });
  const noLevel = (level: string, object: string): string => `does not have ${level} permission on /${object}`;
  const takeOver = (what: string, object: string, level = "CAN_MANAGE"): Attempt =>
    change(`takes ${what} over`, "PATCH", `/api/2.0/permissions/${object}`, noLevel(level, object), {
      access_control_list: [{ service_principal_name: applicationId, permission_level: level }],
    });
  return [...jobs(), ...catalog(), ...folders(), ...models(), ...monitoring(), ...compute(), ...administration()];

  function jobs(): Attempt[] {
    const job = Number(dev.project("training"));
    const manages = noLevel("CAN_MANAGE", `jobs/${job}`);
    const clusters = {
      job_clusters: [
        {
          job_cluster_key: "mine",
          new_cluster: {
            policy_id: dev.shared("cluster-policies-jobs"),
            apply_policy_default_values: true,
            num_workers: 1,
          },
        },
      ],
      tasks: [
        { task_key: "mine", job_cluster_key: "mine", spark_python_task: { python_file: "/Workspace/Shared/mine.py" } },
      ],
    };
    return [
      change(
        "makes a job on a cluster",
        "POST",
        "/api/2.2/jobs/create",
        "is not authorized to use the cluster policy",
        { name: "mine", ...clusters },
      ),
      change("starts a job", "POST", "/api/2.2/jobs/run-now", noLevel("CAN_MANAGE_RUN", `jobs/${job}`), {
        job_id: job,
      }),
      change("ends a job's runs", "POST", "/api/2.2/jobs/runs/cancel-all", noLevel("CAN_MANAGE_RUN", `jobs/${job}`), {
        job_id: job,
      }),
      change("changes a job", "POST", "/api/2.2/jobs/update", manages, {
        job_id: job,
        new_settings: { max_concurrent_runs: 2 },
      }),
      change("replaces a job", "POST", "/api/2.2/jobs/reset", manages, {
        job_id: job,
        new_settings: { name: "mine", ...clusters },
      }),
      takeOver("a job", `jobs/${job}`),
      change("deletes a job", "POST", "/api/2.2/jobs/delete", manages, { job_id: job }),
    ];
  }

  function compute(): Attempt[] {
    const policy = dev.shared("cluster-policies-interactive");
    const warehouse = dev.shared("sql-warehouse");
    const object = `sql/warehouses/${warehouse}`;
    return [
      change("makes a policy", "POST", "/api/2.0/policies/clusters/create", NO_ADMIN, {
        name: "mine",
        definition: "{}",
      }),
      change("lets a policy allow everything", "POST", "/api/2.0/policies/clusters/edit", NO_ADMIN, {
        policy_id: policy,
        name: "mine, too",
        definition: "{}",
      }),
      change(
        "gives itself a policy",
        "PATCH",
        `/api/2.0/permissions/cluster-policies/${policy}`,
        noLevel("CAN_USE", `cluster-policies/${policy}`),
        {
          access_control_list: [{ service_principal_name: applicationId, permission_level: "CAN_USE" }],
        },
      ),
      change("deletes a policy", "POST", "/api/2.0/policies/clusters/delete", NO_ADMIN, { policy_id: policy }),
      change("makes a warehouse", "POST", "/api/2.0/sql/warehouses", "databricks-sql-access entitlement", {
        name: "mine",
        cluster_size: "2X-Small",
        max_num_clusters: 1,
      }),
      change(
        "enlarges the warehouse",
        "POST",
        `/api/2.0/sql/warehouses/${warehouse}/edit`,
        noLevel("CAN_MANAGE", object),
        { cluster_size: "Large" },
      ),
      change("starts the warehouse", "POST", `/api/2.0/sql/warehouses/${warehouse}/start`, noLevel("CAN_USE", object)),
      change("runs a statement", "POST", "/api/2.0/sql/statements", noLevel("CAN_USE", object), {
        warehouse_id: warehouse,
        statement: "SELECT 1",
      }),
      takeOver("the warehouse", object),
      change("deletes the warehouse", "DELETE", `/api/2.0/sql/warehouses/${warehouse}`, noLevel("CAN_MANAGE", object)),
    ];
  }

  function catalog(): Attempt[] {
    const unity = "/api/2.1/unity-catalog";
    const manages = (what: string): string => `User does not have MANAGE on ${what}`;
    const gate = "User does not have USE SCHEMA on Schema 'dev.flight_delay'";
    const model = "dev.flight_delay.flight_delay";
    const granted = (...add: string[]): object => ({ changes: [{ principal: applicationId, add }] });
    return [
      change(
        "grants itself the catalog",
        "PATCH",
        `${unity}/permissions/catalog/dev`,
        manages("Catalog 'dev'"),
        granted("ALL_PRIVILEGES"),
      ),
      change(
        "grants itself a schema",
        "PATCH",
        `${unity}/permissions/schema/dev.flight_delay`,
        manages("Schema 'dev.flight_delay'"),
        granted("MODIFY"),
      ),
      change("grants itself a model", "PATCH", `${unity}/permissions/function/${model}`, gate, granted("EXECUTE")),
      change("opens the catalog to every workspace", "PATCH", `${unity}/catalogs/dev`, manages("Catalog 'dev'"), {
        isolation_mode: "OPEN",
      }),
      change("owns the catalog", "PATCH", `${unity}/catalogs/dev`, manages("Catalog 'dev'"), { owner: applicationId }),
      change("makes a schema", "POST", `${unity}/schemas`, "User does not have CREATE SCHEMA on Catalog 'dev'", {
        catalog_name: "dev",
        name: "mine",
      }),
      change("describes a schema", "PATCH", `${unity}/schemas/dev.flight_delay`, manages("Schema 'dev.flight_delay'"), {
        comment: "mine",
      }),
      change("makes a volume", "POST", `${unity}/volumes`, gate, {
        catalog_name: "dev",
        schema_name: "flight_delay",
        name: "mine",
        volume_type: "MANAGED",
      }),
      change("makes a model", "POST", `${unity}/models`, gate, {
        catalog_name: "dev",
        schema_name: "flight_delay",
        name: "mine",
      }),
      change("moves the Champion", "PUT", `${unity}/models/${model}/aliases/Champion`, gate, { version_num: 1 }),
      change("describes a version", "PATCH", `${unity}/models/${model}/versions/1`, gate, { comment: "mine" }),
      change("writes a file", "PUT", "/api/2.0/fs/directories/Volumes/dev/flight_delay/files/mine", "USE SCHEMA"),
    ];
  }

  function folders(): Attempt[] {
    const folder = dev.project("workspace-directory");
    const repo = dev.project("code-git-folder");
    const directory = dev.folderId;
    return [
      change(
        "makes a folder among the projects",
        "POST",
        "/api/2.0/workspace/mkdirs",
        "does not have CAN_EDIT permission",
        { path: "/Projects/mine" },
      ),
      change(
        "makes a folder in a project's",
        "POST",
        "/api/2.0/workspace/mkdirs",
        "does not have CAN_EDIT permission",
        { path: `${folder}/mine` },
      ),
      change(
        "writes a notebook to a project's folder",
        "POST",
        "/api/2.0/workspace/import",
        "does not have CAN_EDIT permission",
        { path: `${folder}/mine.py`, format: "SOURCE", language: "PYTHON", content: "MQ==" },
      ),
      takeOver("a project's folder", `directories/${directory}`),
      change(
        "moves the code to another branch",
        "PATCH",
        `/api/2.0/repos/${repo}`,
        noLevel("CAN_EDIT", `repos/${repo}`),
        { branch: "mine" },
      ),
      takeOver("the code", `repos/${repo}`),
      change("deletes the code", "DELETE", `/api/2.0/repos/${repo}`, noLevel("CAN_MANAGE", `repos/${repo}`)),
    ];
  }

  function models(): Attempt[] {
    const experiment = dev.project("workspace-experiment");
    const object = `experiments/${experiment}`;
    const endpoint = "/api/2.0/serving-endpoints/flight-delay";
    const manages = "does not have CAN_MANAGE permission on /serving-endpoints/";
    return [
      change("logs a run", "POST", "/api/2.0/mlflow/runs/create", noLevel("CAN_EDIT", object), {
        experiment_id: experiment,
      }),
      change(
        "tags the experiment",
        "POST",
        "/api/2.0/mlflow/experiments/set-experiment-tag",
        noLevel("CAN_EDIT", object),
        { experiment_id: experiment, key: "mine", value: "mine" },
      ),
      takeOver("the experiment", object),
      change("tags the endpoint", "PATCH", `${endpoint}/tags`, manages, { add_tags: [{ key: "mine", value: "mine" }] }),
      change("lifts the endpoint's limits", "PUT", `${endpoint}/ai-gateway`, manages, { rate_limits: [] }),
      {
        ...change(
          "queries the endpoint",
          "POST",
          "/serving-endpoints/flight-delay/invocations",
          "does not have CAN_QUERY permission",
          { dataframe_records: [{ distance: 1 }] },
        ),
        allowed: NOT_RUN,
      },
      change("deletes the endpoint", "DELETE", endpoint, manages),
    ];
  }

  function monitoring(): Attempt[] {
    const [alert, dashboard, query] = [dev.firstOf("alertV2"), dev.firstOf("dashboard"), dev.firstOf("query")];
    const monitor = "/api/2.1/unity-catalog/tables/dev.flight_delay.predictions/monitor";
    const gate = "User does not have USE SCHEMA on Schema 'dev.flight_delay'";
    return [
      change("changes a query", "PATCH", `/api/2.0/sql/queries/${query}`, noLevel("CAN_EDIT", `sql/queries/${query}`), {
        query: { query_text: "SELECT 1" },
        update_mask: "query_text",
      }),
      takeOver("a query", `sql/queries/${query}`),
      change("trashes an alert", "DELETE", `/api/2.0/alerts/${alert}`, noLevel("CAN_READ", `alertsv2/${alert}`)),
      change(
        "renames a dashboard",
        "PATCH",
        `/api/2.0/lakeview/dashboards/${dashboard}`,
        noLevel("CAN_EDIT", `dashboards/${dashboard}`),
        { display_name: "mine" },
      ),
      change(
        "publishes a dashboard with its own rights",
        "POST",
        `/api/2.0/lakeview/dashboards/${dashboard}/published`,
        noLevel("CAN_EDIT", `dashboards/${dashboard}`),
        { embed_credentials: true, warehouse_id: dev.shared("sql-warehouse") },
      ),
      takeOver("a dashboard", `dashboards/${dashboard}`),
      { ...change("refreshes a monitor", "POST", `${monitor}/refreshes`, gate), allowed: NOT_RUN },
      change("deletes a monitor", "DELETE", monitor, gate),
    ];
  }

  function administration(): Attempt[] {
    const scope = String(dev.outputs.secretScope);
    const everyone = `/api/2.0/preview/scim/v2/Groups/${String(dev.outputs.everyoneGroupId)}`;
    const entitled = {
      schemas: [SCIM],
      Operations: [{ op: "add", path: "entitlements", value: [{ value: "allow-cluster-create" }] }],
    };
    const assignments = "/api/2.0/preview/permissionassignments/principals";
    const destination = dev.shared("notifications-email");
    return [
      change("lets everybody make clusters", "PATCH", everyone, NO_ADMIN, entitled),
      change(
        "lets itself make clusters",
        "PATCH",
        `/api/2.0/preview/scim/v2/ServicePrincipals/${id}`,
        NO_ADMIN,
        entitled,
      ),
      change("administers the workspace", "PUT", `${assignments}/${id}`, NO_ADMIN, { permissions: ["ADMIN"] }),
      change("lets prod's run identity in", "POST", "/api/2.0/preview/scim/v2/ServicePrincipals", NO_ADMIN, {
        schemas: ["urn:ietf:params:scim:schemas:core:2.0:ServicePrincipal"],
        displayName: "mine",
      }),
      change("changes the workspace's configuration", "PATCH", "/api/2.0/workspace-conf", NO_ADMIN, {
        enableResultsDownloading: "true",
      }),
      change("allows its own address into the workspace", "POST", "/api/2.0/ip-access-lists", NO_ADMIN, {
        label: "mine",
        list_type: "ALLOW",
        ip_addresses: ["198.51.100.0/24"],
      }),
      change("makes a notification destination", "POST", "/api/2.0/notification-destinations", NO_ADMIN, {
        display_name: "mine",
        config: { email: { addresses: ["mine@lakestage.example"] } },
      }),
      change("has notifications go elsewhere", "PATCH", `/api/2.0/notification-destinations/${destination}`, NO_ADMIN, {
        config: { email: { addresses: ["mine@lakestage.example"] } },
      }),
      change("writes a secret", "POST", "/api/2.0/secrets/put", `does not have WRITE permission on scope ${scope}`, {
        scope,
        key: "mine",
        string_value: "none",
      }),
      change(
        "gives itself the secrets",
        "POST",
        "/api/2.0/secrets/acls/put",
        `does not have MANAGE permission on scope ${scope}`,
        { scope, principal: applicationId, permission: "READ" },
      ),
      change(
        "deletes the secrets",
        "POST",
        "/api/2.0/secrets/scopes/delete",
        `does not have MANAGE permission on scope ${scope}`,
        { scope },
      ),
    ];
  }
}
