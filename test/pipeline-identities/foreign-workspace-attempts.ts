import type { Attempt, Change, EnvironmentName } from "./attempt";
import type { EnvironmentParts, Identity } from "./environment-parts";

const SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

/** What a workspace decides that the identity was not let into. */
export function foreignWorkspaceAttempts(identity: Identity, environment: EnvironmentParts): Attempt[] {
  const at: EnvironmentName = environment.name;
  const change = (what: string, method: Change["method"], path: string, body: object): Attempt => ({
    what: `${what} of ${at}`,
    at,
    method,
    path,
    body,
    lacks: `is not assigned to workspace ${environment.workspaceId}`,
  });
  const job = Number(environment.project("training"));
  const entry = (permission_level: string): object => ({
    access_control_list: [{ group_name: "users", permission_level }],
  });
  const scope = String(environment.outputs.secretScope);
  return [
    change("grants itself the catalog", "PATCH", `/api/2.1/unity-catalog/permissions/catalog/${at}`, {
      changes: [{ principal: identity.applicationId, add: ["ALL_PRIVILEGES"] }],
    }),
    change("writes a secret", "POST", "/api/2.0/secrets/put", { scope, key: "mine", string_value: "none" }),
    change("reads the secrets", "POST", "/api/2.0/secrets/acls/put", {
      scope,
      principal: "users",
      permission: "READ",
    }),
    change("allows its own address into the workspace", "POST", "/api/2.0/ip-access-lists", {
      label: "mine",
      list_type: "ALLOW",
      ip_addresses: ["198.51.100.0/24"],
    }),
    change("lets results be downloaded", "PATCH", "/api/2.0/workspace-conf", { enableResultsDownloading: "true" }),
    change("gives everybody a job", "PATCH", `/api/2.0/permissions/jobs/${job}`, entry("CAN_MANAGE")),
    change(
      "gives everybody the jobs' policy",
      "PATCH",
      `/api/2.0/permissions/cluster-policies/${environment.shared("cluster-policies-jobs")}`,
      entry("CAN_USE"),
    ),
    change("renames a job", "POST", "/api/2.2/jobs/update", { job_id: job, new_settings: { name: "mine" } }),
    change("takes the description of a job", "POST", "/api/2.2/jobs/update", {
      job_id: job,
      fields_to_remove: ["description"],
    }),
    change(
      "lets everybody make clusters",
      "PATCH",
      `/api/2.0/preview/scim/v2/Groups/${String(environment.outputs.everyoneGroupId)}`,
      {
        schemas: [SCHEMA],
        Operations: [{ op: "add", path: "entitlements", value: [{ value: "allow-cluster-create" }] }],
      },
    ),
    change("makes a folder", "POST", "/api/2.0/workspace/mkdirs", { path: "/Shared/mine" }),
    change("makes a notification destination", "POST", "/api/2.0/notification-destinations", {
      display_name: "mine",
      config: { email: { addresses: ["mine@lakestage.example"] } },
    }),
  ];
}
