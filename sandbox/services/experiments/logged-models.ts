import { type Behaviour, type Call, invalidParameter, ownMember, type Service } from "../../control-plane";
import { activeExperiment, permittedExperiment } from "./experiment";
import { checkEntry } from "./limits";
import {
  type LoggedModel,
  type LoggedModelStatus,
  loggedModelsOf,
  permittedLoggedModel,
  putLoggedModel,
  removeLoggedModel,
  writableLoggedModel,
} from "./logged-model";
import { comparable } from "./metrics";
import { type Searchable, search } from "./search";

interface KeyValue {
  key: string;
  value?: string;
}

const create: Behaviour<{
  experiment_id: string;
  name?: string;
  model_type?: string;
  source_run_id?: string;
  params?: KeyValue[];
  tags?: KeyValue[];
}> = ({ experiment_id: experimentId, name, model_type, source_run_id, params = [], tags = [] }, call) => {
  const experiment = activeExperiment(call, experimentId, "CAN_EDIT");
  const id = `m-${call.store.uuid().replaceAll("-", "")}`;
  const now = call.store.now();
  const model = putLoggedModel(call, {
    model_id: id,
    experiment_id: experimentId,
    name: name || `model-${id.slice(2, 10)}`,
    ...(model_type ? { model_type } : {}),
    ...(source_run_id ? { source_run_id } : {}),
    status: "LOGGED_MODEL_PENDING",
    artifact_uri: `${experiment.artifact_location}/logged_models/${id}/artifacts`,
    creation_timestamp_ms: now,
    last_updated_timestamp_ms: now,
    params: read("Parameter", params),
    tags: read("Logged model tag", tags),
    metrics: [],
  });
  return { model: shown(model) };
};

const get: Behaviour<{ model_id: string }> = ({ model_id: id }, call) => ({
  model: shown(permittedLoggedModel(call, id, "CAN_READ")),
});

const finalize: Behaviour<{ model_id: string; status: LoggedModelStatus }> = ({ model_id: id, status }, call) => {
  const model = writableLoggedModel(call, id);
  if (status === "LOGGED_MODEL_PENDING") throw invalidParameter("A logged model is finalised as ready or as failed.");
  return { model: shown(change(call, model, { status })) };
};

const remove: Behaviour<{ model_id: string }> = ({ model_id: id }, call) => {
  removeLoggedModel(call, writableLoggedModel(call, id));
  return undefined;
};

const setTags: Behaviour<{ model_id: string; tags?: KeyValue[] }> = ({ model_id: id, tags = [] }, call) => {
  const model = writableLoggedModel(call, id);
  change(call, model, { tags: { ...model.tags, ...read("Logged model tag", tags) } });
  return undefined;
};

const deleteTag: Behaviour<{ model_id: string; tag_key: string }> = ({ model_id: id, tag_key: key }, call) => {
  const model = writableLoggedModel(call, id);
  const { [key]: _, ...tags } = model.tags;
  change(call, model, { tags });
  return undefined;
};

const logParams: Behaviour<{ model_id: string; params?: KeyValue[] }> = ({ model_id: id, params = [] }, call) => {
  const model = writableLoggedModel(call, id);
  change(call, model, { params: { ...model.params, ...read("Parameter", params) } });
  return undefined;
};

const ATTRIBUTES = {
  creation_time: "number",
  creation_timestamp: "number",
  creation_timestamp_ms: "number",
  last_updated_timestamp: "number",
  last_updated_timestamp_ms: "number",
  model_id: "text",
  model_type: "text",
  name: "text",
  source_run_id: "text",
  status: "text",
} as const;

function attribute(model: LoggedModel, key: keyof typeof ATTRIBUTES): string | number | undefined {
  switch (key) {
    case "creation_time":
    case "creation_timestamp":
      return model.creation_timestamp_ms;
    case "last_updated_timestamp":
      return model.last_updated_timestamp_ms;
    case "status":
      return model.status.replace("LOGGED_MODEL_", "");
    default:
      return model[key];
  }
}

const SEARCHABLE_MODELS: Searchable<LoggedModel> = {
  attributes: ATTRIBUTES,
  scopes: ["metric", "param", "tag"],
  read(model, { scope, key }) {
    if (scope === "metric") return comparable(model.metrics.findLast((metric) => metric.key === key));
    if (scope === "param") return ownMember(model.params, key);
    if (scope === "tag") return ownMember(model.tags, key);
    return attribute(model, key as keyof typeof ATTRIBUTES);
  },
  compare: (a, b) => b.creation_timestamp_ms - a.creation_timestamp_ms,
};

const searchModels: Behaviour<{
  experiment_ids?: string[];
  filter?: string;
  order_by?: { field_name: string; ascending?: boolean }[];
  max_results?: number;
  page_token?: string;
}> = ({ experiment_ids: ids = [], order_by: order = [], ...request }, call) => {
  const searched = new Set(ids.map((id) => permittedExperiment(call, id, "CAN_READ").experiment_id));
  const found = [...searched].flatMap((id) => loggedModelsOf(call, id));
  const order_by = order.map(({ field_name: name, ascending = true }) => `${name} ${ascending ? "ASC" : "DESC"}`);
  const { items, nextToken } = search(found, SEARCHABLE_MODELS, { ...request, order_by });
  return { models: items.map(shown), next_page_token: nextToken };
};

function change(call: Call, model: LoggedModel, members: Partial<LoggedModel>): LoggedModel {
  return putLoggedModel(call, { ...model, ...members, last_updated_timestamp_ms: call.store.now() });
}

function read(what: "Parameter" | "Logged model tag", given: readonly KeyValue[]): Record<string, string> {
  for (const { key, value } of given) checkEntry(what, key, value);
  return Object.fromEntries(given.map(({ key, value = "" }) => [key, value]));
}

function shown({ params, tags, metrics, ...info }: LoggedModel): object {
  return {
    info: { ...info, tags: entries(tags) },
    data: { params: entries(params), metrics },
  };
}

const entries = (values: Record<string, string>): KeyValue[] =>
  Object.entries(values).map(([key, value]) => ({ key, value }));

export const loggedModelsService: Service = {
  "ml.Experiments.CreateLoggedModel": create,
  "ml.Experiments.GetLoggedModel": get,
  "ml.Experiments.FinalizeLoggedModel": finalize,
  "ml.Experiments.DeleteLoggedModel": remove,
  "ml.Experiments.SetLoggedModelTags": setTags,
  "ml.Experiments.DeleteLoggedModelTag": deleteTag,
  "ml.Experiments.LogLoggedModelParams": logParams,
  "ml.Experiments.SearchLoggedModels": searchModels,
};
