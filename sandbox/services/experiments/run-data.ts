import {
  type Behaviour,
  type Call,
  invalidParameter,
  notFound,
  parseCallerJson,
  type Service,
} from "../../control-plane";
import { checkEntry } from "./limits";
import { addModelMetrics } from "./logged-model";
import { logMetrics } from "./metrics";
import { type DatasetInput, type Metric, putRun, RUN_NAME_TAG, type Run, type RunAddress, writableRun } from "./run";

interface KeyValue {
  key: string;
  value?: string;
}

type NewMetric = Omit<Metric, "step"> & { step?: number };

const logMetric: Behaviour<RunAddress & NewMetric> = ({ run_id, run_uuid, ...metric }, call) => {
  addMetrics(call, writableRun(call, { ...(run_id ? { run_id } : {}), ...(run_uuid ? { run_uuid } : {}) }), [metric]);
  return undefined;
};

/** A metric of a logged model is the model's as well as the run's. */
function addMetrics(call: Call, run: Run, metrics: readonly NewMetric[]): Run {
  const values = metrics.map((metric) => ({ ...metric, step: metric.step ?? 0 }));
  const after = logMetrics(call, run, values);
  addModelMetrics(call, run.run_id, values);
  return after;
}

const logParam: Behaviour<RunAddress & { key: string; value: string }> = ({ key, value, ...address }, call) => {
  const run = writableRun(call, address);
  putRun(call, { ...run, params: withParams(run, [{ key, value }]) });
  return undefined;
};

/** Parameters are written once: an attempt at another value changes nothing. */
function withParams({ run_id: id, params }: Run, given: readonly KeyValue[]): Run["params"] {
  const all = new Map(Object.entries(params));
  for (const { key, value = "" } of given) {
    checkEntry("Parameter", key, value);
    const logged = all.get(key);
    if (logged !== undefined && logged !== value) {
      throw invalidParameter(
        `Changing param values is not allowed. Param with key='${key}' was already logged with value='${logged}' for run ID='${id}'. Attempted logging new value '${value}'.`,
      );
    }
    all.set(key, value);
  }
  return Object.fromEntries(all);
}

const MOST = { metrics: 1000, params: 100, tags: 100, all: 1000 };

const logBatch: Behaviour<RunAddress & { metrics?: NewMetric[]; params?: KeyValue[]; tags?: KeyValue[] }> = (
  { metrics = [], params = [], tags = [], ...address },
  call,
) => {
  const counts = { metrics: metrics.length, params: params.length, tags: tags.length };
  for (const what of ["metrics", "params", "tags"] as const) {
    if (counts[what] > MOST[what]) {
      throw invalidParameter(
        `A batch logging request can contain at most ${MOST[what]} ${what}. Got ${counts[what]} ${what}.`,
      );
    }
  }
  const all = metrics.length + params.length + tags.length;
  if (all > MOST.all) {
    throw invalidParameter(
      `A batch logging request can contain at most ${MOST.all} metrics, params and tags together. Got ${all}.`,
    );
  }
  const run = writableRun(call, address);
  addMetrics(call, { ...tagged(run, tags), params: withParams(run, params) }, metrics);
  return undefined;
};

const setTag: Behaviour<RunAddress & { key: string; value: string }> = ({ key, value, ...address }, call) => {
  const run = writableRun(call, address);
  putRun(call, tagged(run, [{ key, value }]));
  return undefined;
};

/** The run with the tags, one of which is its name. */
function tagged(run: Run, given: readonly KeyValue[]): Run {
  for (const { key, value } of given) checkEntry("Run tag", key, value);
  const tags = { ...run.tags, ...Object.fromEntries(given.map(({ key, value = "" }) => [key, value])) };
  return { ...run, tags, run_name: tags[RUN_NAME_TAG] || run.run_name };
}

const deleteTag: Behaviour<{ run_id: string; key: string }> = ({ run_id: id, key }, call) => {
  const run = writableRun(call, { run_id: id });
  const { [key]: _removed, ...tags } = run.tags;
  if (!Object.hasOwn(run.tags, key)) throw notFound(`No tag with name: ${key} in run with id ${id}`);
  putRun(call, { ...run, tags });
  return undefined;
};

const logInputs: Behaviour<{ run_id: string; datasets?: DatasetInput[]; models?: { model_id: string }[] }> = (
  { run_id: id, datasets = [], models = [] },
  call,
) => {
  const run = writableRun(call, { run_id: id });
  const known = new Set(run.dataset_inputs.map(({ dataset }) => `${dataset.name}/${dataset.digest}`));
  const added = datasets.filter(({ dataset }) => !known.has(`${dataset.name}/${dataset.digest}`));
  putRun(call, {
    ...run,
    dataset_inputs: [...run.dataset_inputs, ...added],
    model_inputs: [...run.model_inputs, ...models],
  });
  return undefined;
};

const logOutputs: Behaviour<{ run_id: string; models?: { model_id: string; step: number }[] }> = (
  { run_id: id, models = [] },
  call,
) => {
  const run = writableRun(call, { run_id: id });
  putRun(call, { ...run, model_outputs: [...run.model_outputs, ...models] });
  return undefined;
};

/** Where clients before MLflow 3 recorded the models that a run logged. */
const MODEL_HISTORY_TAG = "mlflow.log-model.history";

const logModel: Behaviour<{ run_id?: string; model_json?: string }> = ({ model_json: json = "", ...address }, call) => {
  const run = writableRun(call, address);
  const model = parsed(json);
  const history = parsed(run.tags[MODEL_HISTORY_TAG] ?? "[]");
  const models = [...(Array.isArray(history) ? history : []), model];
  putRun(call, { ...run, tags: { ...run.tags, [MODEL_HISTORY_TAG]: JSON.stringify(models) } });
  return undefined;
};

function parsed(json: string): unknown {
  try {
    return parseCallerJson(json);
  } catch {
    throw invalidParameter("Malformed model info: model_json is not valid JSON.");
  }
}

export const runDataService: Service = {
  "ml.Experiments.LogMetric": logMetric,
  "ml.Experiments.LogParam": logParam,
  "ml.Experiments.LogBatch": logBatch,
  "ml.Experiments.SetTag": setTag,
  "ml.Experiments.DeleteTag": deleteTag,
  "ml.Experiments.LogInputs": logInputs,
  "ml.Experiments.LogOutputs": logOutputs,
  "ml.Experiments.LogModel": logModel,
};
