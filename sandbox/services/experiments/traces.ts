import { type Behaviour, type Call, invalidParameter, notFound, type Service } from "../../control-plane";
import { assessed } from "./assessments";
import { activeExperiment } from "./experiment";
import { writableRun } from "./run";
import {
  experimentIdOf,
  permittedTrace,
  putTrace,
  removeTrace,
  shownTraceInfo,
  type Trace,
  type TraceInfo,
  traces,
  tracesOf,
  writableTrace,
} from "./trace";

type ById = { trace_id: string };

/** The tag that tells clients where a trace's spans lie. */
const LOCATION_TAG = "mlflow.artifactLocation";
const TRACE_ID = /^[\w-]{1,200}$/;
/** The one file of a trace that every trace has. */
const SPANS = "traces.json";
const MOST_AT_ONCE = 100;

const shown = (trace: Trace): object => ({ trace: { trace_info: shownTraceInfo(trace) } });

/** Clients send a trace when it has ended, or a second time when they know more of it. */
const start: Behaviour<{ trace: { trace_info?: TraceInfo } }> = ({ trace: { trace_info: info } }, call) => {
  if (!info) throw invalidParameter("Missing value for required parameter 'trace.trace_info'.");
  const { trace_id: id } = info;
  if (!TRACE_ID.test(id)) throw invalidParameter(`Invalid trace ID '${id}'.`);
  const experiment = activeExperiment(call, experimentIdOf(info.trace_location), "CAN_EDIT");
  const before = traces.get(call, id);
  if (before && before.experiment_id !== experiment.experiment_id) {
    throw invalidParameter(`Trace '${id}' is in experiment ${before.experiment_id}.`);
  }
  const given = (info.assessments ?? []).map((assessment) => assessed(call, id, assessment));
  return shown(
    putTrace(call, {
      ...before,
      ...info,
      experiment_id: experiment.experiment_id,
      trace_metadata: { ...before?.trace_metadata, ...info.trace_metadata },
      tags: {
        ...before?.tags,
        ...info.tags,
        [LOCATION_TAG]: `${experiment.artifact_location}/${id}/artifacts`,
      },
      assessments: [...(before?.assessments ?? []), ...given],
      run_ids: before?.run_ids ?? [],
    }),
  );
};

const get: Behaviour<ById> = ({ trace_id: id }, call) => shown(permittedTrace(call, id, "CAN_READ"));

const setTag: Behaviour<ById & { key: string; value?: string }> = ({ trace_id: id, key, value = "" }, call) => {
  const trace = writableTrace(call, id);
  putTrace(call, { ...trace, tags: { ...trace.tags, [key]: value } });
  return undefined;
};

const deleteTag: Behaviour<ById & { key: string }> = ({ trace_id: id, key }, call) => {
  const trace = writableTrace(call, id);
  const { [key]: _removed, ...tags } = trace.tags;
  if (!Object.hasOwn(trace.tags, key)) throw notFound(`No trace tag with key '${key}' for trace ${id}.`);
  putTrace(call, { ...trace, tags });
  return undefined;
};

/** Deletes the named traces of an experiment, or the oldest before a time. */
const remove: Behaviour<{
  experiment_id: string;
  max_timestamp_millis?: number;
  max_traces?: number;
  request_ids?: string[];
}> = ({ experiment_id: id, max_timestamp_millis: latest, max_traces: most, request_ids: named = [] }, call) => {
  if ((latest === undefined) === (named.length === 0)) {
    throw invalidParameter("Either max_timestamp_millis or request_ids must be specified, and not both.");
  }
  activeExperiment(call, id, "CAN_EDIT");
  const found =
    latest === undefined
      ? tracesOf(call, id).filter(({ trace_id: each }) => named.includes(each))
      : tracesOf(call, id)
          .filter((trace) => timeOf(trace) <= latest)
          .sort((a, b) => timeOf(a) - timeOf(b))
          .slice(0, most || undefined);
  for (const trace of found) removeTrace(call, trace);
  return { traces_deleted: found.length };
};

const timeOf = ({ request_time: time = "" }: TraceInfo): number => Date.parse(time) || 0;

const linkToRun: Behaviour<{ trace_ids?: string[]; run_id: string }> = ({ trace_ids: ids = [], run_id: run }, call) => {
  if (ids.length > MOST_AT_ONCE) throw invalidParameter(`At most ${MOST_AT_ONCE} traces are linked at once.`);
  writableRun(call, { run_id: run });
  for (const id of ids) {
    const trace = writableTrace(call, id);
    putTrace(call, { ...trace, run_ids: [...new Set([...trace.run_ids, run])] });
  }
  return undefined;
};

/** The tag in which clients look for the prompts of a trace. */
const PROMPTS_TAG = "mlflow.linkedPrompts";

interface PromptLink {
  name: string;
  version: string;
}

const linkPrompts: Behaviour<ById & { prompt_versions?: PromptLink[] }> = (
  { trace_id: id, prompt_versions: linked = [] },
  call,
) => {
  const trace = writableTrace(call, id);
  const before = JSON.parse(trace.tags[PROMPTS_TAG] ?? "[]") as PromptLink[];
  const isNew = ({ name, version }: PromptLink): boolean =>
    !before.some((each) => each.name === name && each.version === version);
  const all = [...before, ...linked.filter(isNew)];
  putTrace(call, { ...trace, tags: { ...trace.tags, [PROMPTS_TAG]: JSON.stringify(all) } });
  return undefined;
};

/**
 * Spans are a file, which the service's clients send to its storage, by an address that is signed for it. The sandbox has
 * nothing that takes a request without a token: its address is the Files API's, which the client's own token opens.
 */
const dataAddress = (call: Call, trace: Trace, path = SPANS): object => {
  const place = `/WorkspaceInternal/Mlflow/Artifacts/${trace.experiment_id}/Traces/${trace.trace_id}/artifacts/${path}`;
  const headers = call.authorization === undefined ? [] : [{ name: "Authorization", value: call.authorization }];
  return {
    credential_info: {
      signed_uri: `${call.origin}/api/2.0/fs/files${place}`,
      type: "AWS_PRESIGNED_URL",
      headers,
    },
  };
};

const uploadAddress: Behaviour<ById & { path?: string }> = ({ trace_id: id, path }, call) =>
  dataAddress(call, writableTrace(call, id), path);

const downloadAddress: Behaviour<ById & { path?: string }> = ({ trace_id: id, path }, call) =>
  dataAddress(call, permittedTrace(call, id, "CAN_READ"), path);

export const tracesService: Service = {
  "mlflow.Traces.StartTrace": start,
  "mlflow.Traces.GetTraceInfo": get,
  "mlflow.Traces.SetTraceTag": setTag,
  "mlflow.Traces.DeleteTraceTag": deleteTag,
  "mlflow.Traces.DeleteTraces": remove,
  "mlflow.Traces.LinkTracesToRun": linkToRun,
  "mlflow.Traces.LinkPromptsToTrace": linkPrompts,
  "mlflow.Traces.GetCredentialsForTraceDataUpload": uploadAddress,
  "mlflow.Traces.GetCredentialsForTraceDataDownload": downloadAddress,
};
