import { type Behaviour, type Call, page, type Service } from "../../control-plane";
import { allExperiments, type Experiment, hasLevel, isActive, shownExperiment } from "./experiment";
import { type Searchable, type SearchRequest, search } from "./search";

type ViewType = "ACTIVE_ONLY" | "DELETED_ONLY" | "ALL";

const ATTRIBUTES = {
  creation_time: "number",
  experiment_id: "text",
  last_update_time: "number",
  name: "text",
} as const;

const SEARCHABLE_EXPERIMENTS: Searchable<Experiment> = {
  attributes: ATTRIBUTES,
  scopes: ["tag"],
  read: (experiment, { scope, key }) =>
    scope === "tag" ? experiment.tags[key] : experiment[key as keyof typeof ATTRIBUTES],
  compare: (a, b) => b.creation_time - a.creation_time,
};

/** Those of the workspace's experiments that the caller may see. */
function seenExperiments(call: Call, view: ViewType): Experiment[] {
  return allExperiments(call)
    .filter((each) => view === "ALL" || isActive(call, each) === (view === "ACTIVE_ONLY"))
    .filter((each) => hasLevel(call, each, "CAN_READ"));
}

const searchExperiments: Behaviour<SearchRequest & { view_type?: ViewType }> = (
  { view_type: view = "ACTIVE_ONLY", ...request },
  call,
) => {
  const { items, nextToken } = search(seenExperiments(call, view), SEARCHABLE_EXPERIMENTS, request);
  return { experiments: items.map((each) => shownExperiment(call, each)), next_page_token: nextToken };
};

const list: Behaviour<{ max_results?: number; page_token?: string; view_type?: ViewType }> = (
  { max_results: size, page_token: token, view_type: view = "ACTIVE_ONLY" },
  call,
) => {
  const entries = seenExperiments(call, view).map((value) => ({ key: value.experiment_id, value }));
  const { items, nextToken } = page(entries, { token, size });
  return { experiments: items.map((each) => shownExperiment(call, each)), next_page_token: nextToken };
};

export const experimentSearchService: Service = {
  "ml.Experiments.SearchExperiments": searchExperiments,
  "ml.Experiments.ListExperiments": list,
};
