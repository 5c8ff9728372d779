import { compareIntegers } from "../../catalogue/lossless-json";
import type { Behaviour, Service } from "../../control-plane";
import { ownMember } from "../../control-plane";
import { permittedExperiment } from "./experiment";
import { comparable } from "./metrics";
import { type Run, runsOf, shownRun } from "./run";
import { type Searchable, type SearchRequest, search } from "./search";

type ViewType = "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";

const ATTRIBUTES = {
  artifact_uri: "text",
  created: "number",
  end_time: "number",
  run_id: "text",
  run_name: "text",
  start_time: "number",
  status: "text",
  user_id: "text",
} as const;

/** The attributes of a run by the names that searches call them by. */
function attribute(run: Run, key: string): string | number | undefined {
  if (key === "created") return run.start_time;
  return run[key as Exclude<keyof typeof ATTRIBUTES, "created">];
}

const SEARCHABLE_RUNS: Searchable<Run> = {
  attributes: ATTRIBUTES,
  scopes: ["metric", "param", "tag", "dataset"],
  read(run, { scope, key }) {
    switch (scope) {
      case "metric":
        return comparable(ownMember(run.metrics, key));
      case "param":
        return ownMember(run.params, key);
      case "tag":
        return ownMember(run.tags, key);
      case "dataset":
        return datasetValues(run, key);
      default:
        return attribute(run, key);
    }
  },
  compare: (a, b) => compareIntegers(b.start_time, a.start_time) || (a.run_id < b.run_id ? -1 : 1),
};

function datasetValues({ dataset_inputs: inputs }: Run, key: string): string[] {
  if (key === "name" || key === "digest") return inputs.map(({ dataset }) => dataset[key]);
  const context = inputs.flatMap(({ tags = [] }) => tags.filter((tag) => tag.key === "mlflow.data.context"));
  return context.map(({ value }) => value);
}

const searchRuns: Behaviour<SearchRequest & { experiment_ids?: string[]; run_view_type?: ViewType }> = (
  { experiment_ids: ids = [], run_view_type: view = "ACTIVE_ONLY", ...request },
  call,
) => {
  const found = [...new Set(ids)]
    .map((id) => permittedExperiment(call, id, "CAN_READ"))
    .flatMap((experiment) => runsOf(call, experiment))
    .filter((run) => view === "ALL" || (run.deleted_at !== undefined) === (view === "DELETED_ONLY"));
  const { items, nextToken } = search(found, SEARCHABLE_RUNS, request);
  return { runs: items.map(shownRun), next_page_token: nextToken };
};

export const runSearchService: Service = { "ml.Experiments.SearchRuns": searchRuns };
