import { type Behaviour, type Call, ownMember, type Page, type Service } from "../../control-plane";
import { permittedExperiment } from "./experiment";
import { type Searchable, type SearchRequest, search } from "./search";
import { experimentIdOf, shownTraceInfo, type Trace, type TraceLocation, tracesOf } from "./trace";

const ATTRIBUTES = {
  client_request_id: "text",
  end_time: "number",
  end_time_ms: "number",
  execution_time: "number",
  execution_time_ms: "number",
  experiment_id: "text",
  name: "text",
  request_id: "text",
  run_id: "text",
  state: "text",
  status: "text",
  timestamp: "number",
  timestamp_ms: "number",
  trace_id: "text",
} as const;

const startOf = ({ request_time: time = "" }: Trace): number => Date.parse(time) || 0;

/** In milliseconds. */
const durationOf = ({ execution_duration: seconds = "0s" }: Trace): number => Number.parseFloat(seconds) * 1000;

function attribute(trace: Trace, key: string): string | number | string[] | undefined {
  switch (key) {
    case "timestamp":
    case "timestamp_ms":
      return startOf(trace);
    case "execution_time":
    case "execution_time_ms":
      return durationOf(trace);
    case "end_time":
    case "end_time_ms":
      return startOf(trace) + durationOf(trace);
    case "status":
    case "state":
      return trace.state;
    case "request_id":
    case "trace_id":
      return trace.trace_id;
    case "name":
      return ownMember(trace.tags, "mlflow.traceName");
    case "run_id":
      return [ownMember(trace.trace_metadata, "mlflow.sourceRun") ?? "", ...trace.run_ids];
    case "experiment_id":
      return trace.experiment_id;
    default:
      return trace.client_request_id;
  }
}

/** The values of the assessments of one name: texts as they are, anything else as JSON. */
function assessedValues(trace: Trace, kind: "feedback" | "expectation", name: string): string[] {
  const named = trace.assessments.filter((each) => each.assessment_name === name && each.valid !== false);
  return named.flatMap((each) => {
    const { value } = (each[kind] ?? {}) as { value?: unknown };
    return value === undefined ? [] : [typeof value === "string" ? value : JSON.stringify(value)];
  });
}

const SEARCHABLE_TRACES: Searchable<Trace> = {
  attributes: ATTRIBUTES,
  scopes: ["tag", "metadata", "feedback", "expectation"],
  read(trace, { scope, key }) {
    switch (scope) {
      case "tag":
        return ownMember(trace.tags, key);
      case "metadata":
        return ownMember(trace.trace_metadata, key);
      case "feedback":
      case "expectation":
        return assessedValues(trace, scope, key);
      default:
        return attribute(trace, key);
    }
  },
  compare: (a, b) => startOf(b) - startOf(a) || (a.trace_id < b.trace_id ? -1 : 1),
};

interface TraceSearch extends SearchRequest {
  locations?: TraceLocation[];
}

const DEFAULT_SIZE = 100;

function found(call: Call, { locations = [], ...request }: TraceSearch): Page<object> {
  const ids = new Set(locations.map(experimentIdOf));
  const searched = [...ids]
    .map((id) => permittedExperiment(call, id, "CAN_READ"))
    .flatMap(({ experiment_id: id }) => tracesOf(call, id));
  const { items, ...page } = search(searched, SEARCHABLE_TRACES, {
    ...request,
    max_results: request.max_results || DEFAULT_SIZE,
  });
  return { ...page, items: items.map(shownTraceInfo) };
}

const searchTraces: Behaviour<TraceSearch> = (request, call) => {
  const { items, nextToken } = found(call, request);
  return { traces: items, next_page_token: nextToken };
};

/** Newer clients ask for an operation, which may take long where traces are in tables. In experiments it is done at once. */
const searchAtLength: Behaviour<TraceSearch> = (request, call) => {
  const { items, nextToken } = found(call, request);
  return { name: call.store.uuid(), done: true, response: { trace_infos: items, next_page_token: nextToken } };
};

export const traceSearchService: Service = {
  "mlflow.Traces.SearchTraces": searchTraces,
  "mlflow.Traces.SearchTracesLongRunning": searchAtLength,
};
