import { isDeepStrictEqual } from "node:util";
import {
  dropAccessList,
  openAccessList,
  requireLevel,
  requireSight,
  sightOf,
} from "../../authority/objects/access-lists";
import { requireRunAs, withKnownRunAs } from "../../authority/objects/run-as";
import { entitlementsOf } from "../../authority/workspace/caller";
import {
  ApiError,
  type Behaviour,
  type Call,
  invalidParameter,
  type JsonObject,
  notFound,
  permissionDenied,
  type Service,
} from "../../control-plane";
import { type Pipeline, type PipelineUpdate, pipelines, refOf } from "./pipeline";

type ById = { pipeline_id: string };

/** What a request may hold besides what the pipeline is made of. */
interface Requested extends JsonObject {
  name?: string;
  allow_duplicate_names?: boolean;
  dry_run?: boolean;
  parameters?: Record<string, string>;
  run_as?: NonNullable<Pipeline["run_as"]>;
}

type Made = Pick<Pipeline, "name" | "spec" | "parameters" | "run_as">;

/** Updates that are kept of one pipeline. */
const KEPT_UPDATES = 20;

/** What is kept of a request. A pipeline of no catalog keeps its tables in a place of its own. */
function made(call: Call, id: string, requested: Requested, before?: Pipeline): Made {
  const {
    allow_duplicate_names: mayRepeat,
    dry_run: _dry,
    parameters,
    run_as: runAs,
    ...given
  } = withKnownRunAs(call, requested);
  if (runAs && !isDeepStrictEqual(runAs, before?.run_as)) requireRunAs(call, "pipelines", runAs);
  const name = requireName(call, id, given.name, mayRepeat === true);
  requireTarget(given);
  return {
    name,
    spec: { ...given, id, ...(given.catalog || given.storage ? {} : { storage: `dbfs:/pipelines/${id}` }) },
    ...(parameters && { parameters }),
    ...(runAs && { run_as: runAs }),
  };
}

function requireName(call: Call, id: string, name: string | undefined, mayRepeat: boolean): string {
  if (!name) throw invalidParameter("The pipeline's name must not be empty.");
  if (!mayRepeat && pipelines.find(call, (other) => other.name === name && other.pipeline_id !== id)) {
    throw new ApiError(
      409,
      "RESOURCE_CONFLICT",
      `The pipeline name '${name}' is already used by another pipeline. This check can be skipped by setting \`allow_duplicate_names = true\` in the request.`,
    );
  }
  return name;
}

function requireTarget({ target, serverless, clusters }: JsonObject): void {
  if (typeof target === "string" && /[.\s/]/.test(target)) {
    throw invalidParameter(
      `CreatePipeline target_schema_name "${target}" is not a valid name. Valid names must contain only alphanumeric characters and underscores, and cannot contain spaces, periods, forward slashes, or control characters.`,
    );
  }
  if (serverless === true && Array.isArray(clusters) && clusters.length > 0) {
    throw invalidParameter("You cannot provide cluster settings when using serverless compute.");
  }
}

const create: Behaviour<Requested> = (requested, call) => {
  if (!entitlementsOf(call).has("workspace-access")) {
    throw permissionDenied("This API is disabled for users without the workspace-access entitlement.");
  }
  const id = call.store.uuid();
  const { spec, ...rest } = made(call, id, requested);
  if (requested.dry_run) return { effective_settings: spec };
  pipelines.put(call, id, {
    pipeline_id: id,
    spec,
    ...rest,
    creator_user_name: call.principal.name,
    last_modified: call.store.now(),
    updates: [],
  });
  openAccessList(call, refOf(id));
  return { pipeline_id: id };
};

const get: Behaviour<ById> = ({ pipeline_id: id }, call) => {
  const pipeline = pipelines.existing(call, id);
  requireSight(call, refOf(id));
  return {
    ...head(pipeline),
    spec: pipeline.spec,
    last_modified: pipeline.last_modified,
    effective_publishing_mode: pipeline.spec.catalog ? "DEFAULT_PUBLISHING_MODE" : "LEGACY_PUBLISHING_MODE",
    ...(pipeline.parameters && { parameters: pipeline.parameters }),
    ...(pipeline.run_as && { run_as: pipeline.run_as }),
  };
};

function head({ pipeline_id, name, creator_user_name, run_as, updates }: Pipeline): object {
  return {
    pipeline_id,
    name,
    creator_user_name,
    run_as_user_name: run_as?.user_name ?? run_as?.service_principal_name ?? creator_user_name,
    state: "IDLE",
    ...(updates.length > 0
      ? {
          latest_updates: updates.map(({ update_id, creation_time }) => ({
            update_id,
            state: "COMPLETED",
            creation_time: new Date(creation_time).toISOString(),
          })),
        }
      : {}),
  };
}

const LIKE = /^name\s+(LIKE|=)\s+'(.*)'$/i;

/** The names that a filter takes: `name LIKE '%x%'`. */
function matcherOf(filter: string | undefined): (name: string) => boolean {
  if (!filter) return () => true;
  const [, operator, text = ""] = LIKE.exec(filter.trim()) ?? [];
  if (!operator) throw invalidParameter(`Invalid filter '${filter}': it takes name LIKE '…'.`);
  const pieces = text.split("%");
  return (name) => {
    if (pieces.length === 1) return name === text;
    const [first = "", last = ""] = [pieces[0], pieces.at(-1)];
    return name.startsWith(first) && name.endsWith(last) && pieces.every((piece) => name.includes(piece));
  };
}

const list: Behaviour<{ filter?: string; max_results?: number; page_token?: string }> = (request, call) => {
  const sees = sightOf(call);
  const matches = matcherOf(request.filter);
  const asked = { token: request.page_token, size: request.max_results };
  const { items, nextToken } = pipelines.pageOfShown(call, asked, (pipeline) =>
    sees(refOf(pipeline.pipeline_id)) && matches(pipeline.name) ? head(pipeline) : undefined,
  );
  return { statuses: items, next_page_token: nextToken };
};

function held(call: Call, id: string, level: "CAN_RUN" | "CAN_MANAGE" | "IS_OWNER"): Pipeline {
  const pipeline = pipelines.existing(call, id);
  requireLevel(call, refOf(id), level);
  return pipeline;
}

/** Replaces what it is made of. */
const update: Behaviour<Requested & ById & { expected_last_modified?: number }> = (
  { pipeline_id: id, expected_last_modified: expected, ...requested },
  call,
) => {
  const pipeline = held(call, id, "CAN_MANAGE");
  const { parameters: _parameters, run_as: runAs, ...before } = pipeline;
  if (expected && expected !== before.last_modified) {
    throw new ApiError(409, "RESOURCE_CONFLICT", `The pipeline ${id} was modified since: its last_modified differs.`);
  }
  const after = made(call, id, requested, pipeline);
  pipelines.put(call, id, { ...before, ...(runAs && { run_as: runAs }), ...after, last_modified: call.store.now() });
  return undefined;
};

const remove: Behaviour<ById> = ({ pipeline_id: id }, call) => {
  held(call, id, "CAN_MANAGE");
  pipelines.remove(call, id);
  dropAccessList(call, refOf(id));
  return undefined;
};

/** An update has nothing to do here, and is complete at once. */
const startUpdate: Behaviour<ById & { full_refresh?: boolean; cause?: string }> = (
  { pipeline_id: id, full_refresh = false, cause = "API_CALL" },
  call,
) => {
  const pipeline = held(call, id, "CAN_RUN");
  const started: PipelineUpdate = {
    update_id: call.store.uuid(),
    creation_time: call.store.now(),
    cause,
    full_refresh,
  };
  pipelines.put(call, id, { ...pipeline, updates: [started, ...pipeline.updates].slice(0, KEPT_UPDATES) });
  return { update_id: started.update_id };
};

const shownUpdate = (pipeline: Pipeline, update: PipelineUpdate): object => ({
  ...update,
  pipeline_id: pipeline.pipeline_id,
  state: "COMPLETED",
});

function seen(call: Call, id: string): Pipeline {
  const pipeline = pipelines.existing(call, id);
  requireSight(call, refOf(id));
  return pipeline;
}

const getUpdate: Behaviour<ById & { update_id: string }> = ({ pipeline_id: id, update_id: updateId }, call) => {
  const pipeline = seen(call, id);
  const found = pipeline.updates.find(({ update_id }) => update_id === updateId);
  if (!found) throw notFound(`The specified update ${updateId} was not found.`);
  return { update: shownUpdate(pipeline, found) };
};

const listUpdates: Behaviour<ById> = ({ pipeline_id: id }, call) => {
  const pipeline = seen(call, id);
  return { updates: pipeline.updates.map((each) => shownUpdate(pipeline, each)) };
};

const listEvents: Behaviour<ById> = ({ pipeline_id: id }, call) => {
  seen(call, id);
  return { events: [] };
};

/** What is complete has nothing to stop. */
const stop: Behaviour<ById> = ({ pipeline_id: id }, call) => {
  held(call, id, "CAN_RUN");
  return undefined;
};

export const pipelinesService: Service = {
  "pipelines.Pipelines.Create": create,
  "pipelines.Pipelines.Get": get,
  "pipelines.Pipelines.ListPipelines": list,
  "pipelines.Pipelines.Update": update,
  "pipelines.Pipelines.Delete": remove,
  "pipelines.Pipelines.StartUpdate": startUpdate,
  "pipelines.Pipelines.GetUpdate": getUpdate,
  "pipelines.Pipelines.ListUpdates": listUpdates,
  "pipelines.Pipelines.ListPipelineEvents": listEvents,
  "pipelines.Pipelines.Stop": stop,
};
