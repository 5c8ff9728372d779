import {
  dropAccessList,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import type { PermissionLevel } from "../../authority/objects/object-types";
import { entitlementsOf } from "../../authority/workspace/caller";
import {
  ApiError,
  alreadyExists,
  applyMask,
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  permissionDenied,
  type Service,
} from "../../control-plane";
import {
  type App,
  type AppSettings,
  apps,
  computeState,
  type Deployment,
  refOf,
  shownApp,
  shownDeployment,
} from "./app";

type ByName = { name: string };
type OfApp = { app_name: string };

const NAME = /^[a-z0-9]([a-z0-9-]{0,28}[a-z0-9])?$/;
const KEPT_DEPLOYMENTS = 20;

const UPDATABLE = [
  "description",
  "budget_policy_id",
  "usage_policy_id",
  "resources",
  "user_api_scopes",
  "compute_size",
  "git_repository",
  "telemetry_export_destinations",
] as const;

/** What only the service says of an app. */
const ANSWERED = [
  "active_deployment",
  "app_status",
  "compute_status",
  "create_time",
  "creator",
  "default_source_code_path",
  "effective_budget_policy_id",
  "effective_usage_policy_id",
  "effective_user_api_scopes",
  "id",
  "oauth2_app_client_id",
  "oauth2_app_integration_id",
  "pending_deployment",
  "service_principal_client_id",
  "service_principal_id",
  "service_principal_name",
  "source_code_path",
  "git_source",
  "update_time",
  "updater",
  "url",
];

function settingsOf(given: AppSettings): AppSettings {
  const settings = { ...given };
  for (const member of ANSWERED) delete settings[member];
  return settings;
}

const create: Behaviour<{ app: AppSettings; no_compute?: boolean }> = ({ app: given, no_compute: idle }, call) => {
  if (!entitlementsOf(call).has("workspace-access")) {
    throw permissionDenied("This API is disabled for users without the workspace-access entitlement.");
  }
  const settings = settingsOf(given);
  const { name } = settings;
  if (!NAME.test(name)) {
    throw invalidParameter(
      `App name ${name} is invalid: up to 30 lowercase letters, digits and hyphens, beginning and ending with a letter or a digit.`,
    );
  }
  if (apps.has(call, name)) throw alreadyExists(`An app with the same name already exists: ${name}`);
  const now = call.store.now();
  const app: App = {
    settings,
    id: call.store.uuid(),
    creator: call.principal.name,
    updater: call.principal.name,
    createdAt: now,
    updatedAt: now,
    servicePrincipal: { id: call.store.nextId(), clientId: call.store.uuid() },
    order: { wanted: idle ? "STOPPED" : "ACTIVE", at: now },
    deployments: [],
  };
  apps.put(call, name, app);
  openAccessList(call, refOf(name));
  return shownApp(call, app);
};

const get: Behaviour<ByName> = ({ name }, call) => {
  const app = apps.existing(call, name);
  requireSight(call, refOf(name));
  return shownApp(call, app);
};

const list: Behaviour<{ page_size?: number; page_token?: string }> = ({ page_size: size, page_token: token }, call) => {
  const sees = sightOf(call);
  const { items, nextToken } = apps.pageOfShown(call, { size, token }, (app) =>
    sees(refOf(app.settings.name)) ? shownApp(call, app) : undefined,
  );
  return { apps: items, next_page_token: nextToken };
};

function held(call: Call, name: string, level: PermissionLevel = "CAN_MANAGE"): App {
  const app = apps.existing(call, name);
  requireLevel(call, refOf(name), level);
  return app;
}

function changed(call: Call, before: App, change: Partial<App>): App {
  const after = { ...before, ...change, updatedAt: call.store.now(), updater: call.principal.name };
  return apps.put(call, before.settings.name, after);
}

/** Replaces what is given. */
const update: Behaviour<ByName & { app: AppSettings }> = ({ name, app: given }, call) => {
  const before = held(call, name);
  return shownApp(call, changed(call, before, { settings: { ...before.settings, ...settingsOf(given), name } }));
};

/** Replaces what the mask names, which is done at once. */
const createUpdate: Behaviour<OfApp & { app?: AppSettings; update_mask: string }> = (
  { app_name: name, app: given = { name: "" }, update_mask: mask },
  call,
) => {
  const before = held(call, name);
  const settings = applyMask<AppSettings>(before.settings, given, mask, UPDATABLE);
  return shownUpdate(changed(call, before, { settings }));
};

const getUpdate: Behaviour<OfApp> = ({ app_name: name }, call) => {
  const app = apps.existing(call, name);
  requireSight(call, refOf(name));
  return shownUpdate(app);
};

function shownUpdate({ settings }: App): object {
  const { description, resources, user_api_scopes, compute_size, budget_policy_id, usage_policy_id } = settings;
  return {
    description,
    resources,
    user_api_scopes,
    compute_size,
    budget_policy_id,
    usage_policy_id,
    status: { state: "SUCCEEDED", message: "App was updated." },
  };
}

const ordered =
  (wanted: App["order"]["wanted"]): Behaviour<ByName> =>
  ({ name }, call) => {
    const app = held(call, name);
    return shownApp(call, app.order.wanted === wanted ? app : changed(call, app, orderOf(call, wanted)));
  };

/** An app that stops has no code in place any more. */
const orderOf = (call: Call, wanted: App["order"]["wanted"]): Partial<App> => ({
  order: { wanted, at: call.store.now() },
  ...(wanted === "STOPPED" ? { deployments: [] } : {}),
});

const remove: Behaviour<ByName> = ({ name }, call) => {
  const app = held(call, name);
  apps.remove(call, name);
  dropAccessList(call, refOf(name));
  return shownApp(call, app);
};

type GivenDeployment = Pick<Deployment, "source_code_path" | "mode" | "command" | "env_vars" | "git_source">;

const deploy: Behaviour<OfApp & { app_deployment: GivenDeployment }> = (
  { app_name: name, app_deployment: given },
  call,
) => {
  const app = held(call, name);
  const state = computeState(call, app);
  if (state !== "ACTIVE") {
    throw new ApiError(400, "INVALID_STATE", `App ${name} is ${state}: start its compute before deploying to it.`);
  }
  const { source_code_path, mode, command, env_vars, git_source } = given;
  if (!source_code_path && !git_source) throw invalidParameter("source_code_path is required.");
  const deployment: Deployment = {
    deployment_id: call.store.uuid().replaceAll("-", ""),
    ...(source_code_path && { source_code_path }),
    ...(mode && { mode }),
    ...(command && { command }),
    ...(env_vars && { env_vars }),
    ...(git_source && { git_source }),
    creator: call.principal.name,
    createdAt: call.store.now(),
  };
  changed(call, app, { deployments: [deployment, ...app.deployments].slice(0, KEPT_DEPLOYMENTS) });
  return shownDeployment(deployment);
};

const getDeployment: Behaviour<OfApp & { deployment_id: string }> = ({ app_name: name, deployment_id: id }, call) => {
  const app = apps.existing(call, name);
  requireSight(call, refOf(name));
  const found = app.deployments.find(({ deployment_id }) => deployment_id === id);
  if (!found) throw notFound(`Deployment ${id} of app ${name} does not exist.`);
  return shownDeployment(found);
};

const listDeployments: Behaviour<OfApp> = ({ app_name: name }, call) => {
  const app = apps.existing(call, name);
  requireSight(call, refOf(name));
  return { app_deployments: app.deployments.map(shownDeployment) };
};

export const appsService: Service = {
  "apps.Apps.Create": create,
  "apps.Apps.Get": get,
  "apps.Apps.List": list,
  "apps.Apps.Update": update,
  "apps.Apps.CreateUpdate": createUpdate,
  "apps.Apps.GetUpdate": getUpdate,
  "apps.Apps.Start": ordered("ACTIVE"),
  "apps.Apps.Stop": ordered("STOPPED"),
  "apps.Apps.Delete": remove,
  "apps.Apps.Deploy": deploy,
  "apps.Apps.GetDeployment": getDeployment,
  "apps.Apps.ListDeployments": listDeployments,
};
