import type { ObjectRef } from "../../authority/objects/access-lists";
import { type Call, type JsonObject, notFound, WorkspaceObjects } from "../../control-plane";

/** What its author says of an app. */
export interface AppSettings extends JsonObject {
  name: string;
  description?: string;
  compute_size?: string;
  resources?: JsonObject[];
  user_api_scopes?: string[];
  budget_policy_id?: string;
  usage_policy_id?: string;
}

/** An app as it was declared. Nothing serves it. */
export interface App {
  settings: AppSettings;
  id: string;
  creator: string;
  updater: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  updatedAt: number;
  servicePrincipal: { id: number; clientId: string };
  order: { wanted: "ACTIVE" | "STOPPED"; at: number };
  /** The newest first. */
  deployments: Deployment[];
}

/** One version of its code, put in place. */
export interface Deployment {
  deployment_id: string;
  source_code_path?: string;
  mode?: string;
  command?: string[];
  env_vars?: { name?: string; value?: string; value_from?: string }[];
  git_source?: JsonObject;
  creator: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

export const apps = new WorkspaceObjects<App>("apps.app", (name) =>
  notFound(`App with name ${name} does not exist or is deleted.`),
);

export const refOf = (name: string): ObjectRef => ({ type: "apps", id: name });

/** How long an app's compute takes to start or stop, in milliseconds. */
const TRANSITION = 1000;

export function computeState(call: Call, { order }: App): "STARTING" | "ACTIVE" | "STOPPING" | "STOPPED" {
  const isThere = call.store.now() - order.at >= TRANSITION;
  if (order.wanted === "ACTIVE") return isThere ? "ACTIVE" : "STARTING";
  return isThere ? "STOPPED" : "STOPPING";
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A deployment as the API shows it; of its variables without their values. */
export const shownDeployment = ({ createdAt, env_vars: variables, ...deployment }: Deployment): object => ({
  ...deployment,
  ...(variables && { env_vars: variables.map(({ name, value_from }) => ({ name, value_from })) }),
  mode: deployment.mode ?? "SNAPSHOT",
  status: { state: "SUCCEEDED", message: "Deployment succeeded" },
  create_time: iso(createdAt),
  update_time: iso(createdAt),
});

/** An app as the API shows it. */
export function shownApp(call: Call, app: App): object {
  const { settings, id, creator, updater, createdAt, updatedAt, servicePrincipal, deployments } = app;
  const state = computeState(call, app);
  const [active] = state === "ACTIVE" ? deployments : [];
  const { budget_policy_id: budget, usage_policy_id: usage } = settings;
  return {
    compute_size: "MEDIUM",
    ...settings,
    id,
    creator,
    updater,
    create_time: iso(createdAt),
    update_time: iso(updatedAt),
    url: `https://${settings.name}-${id.slice(0, 8)}.azure.databricksapps.com`,
    service_principal_client_id: servicePrincipal.clientId,
    service_principal_id: servicePrincipal.id,
    service_principal_name: `app-${id.slice(0, 6)} ${settings.name}`,
    ...(budget && { effective_budget_policy_id: budget }),
    ...(usage && { effective_usage_policy_id: usage }),
    compute_status: { state, message: `App compute is ${state.toLowerCase()}.` },
    app_status: active
      ? { state: "RUNNING", message: "App has status: App is running" }
      : { state: "UNAVAILABLE", message: "App status is unavailable." },
    ...(active && {
      active_deployment: shownDeployment(active),
      default_source_code_path: active.source_code_path ?? "",
    }),
  };
}
