import { rightsOf } from "../../authority/objects/access-lists";
import type { Behaviour, Call, Service } from "../../control-plane";
import { ownMember } from "../../control-plane";
import {
  allExperiments,
  type Experiment,
  experimentRef,
  experiments,
  hasLevel,
  isActive,
  shownExperiment,
} from "./experiment";
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
    scope === "tag" ? ownMember(experiment.tags, key) : experiment[key as keyof typeof ATTRIBUTES],
  compare: (a, b) => b.creation_time - a.creation_time,
};

/** Tells those of the workspace's experiments that the caller may see. */
function seenExperiments(call: Call, view: ViewType): (experiment: Experiment) => boolean {
  const allowed = rightsOf(call);
  return (each) => {
    const active = isActive(call, each);
    if (view !== "ALL" && active !== (view === "ACTIVE_ONLY")) return false;
    return active ? allowed(experimentRef(each), "CAN_READ") : hasLevel(call, each, "CAN_READ");
  };
}

const searchExperiments: Behaviour<SearchRequest & { view_type?: ViewType }> = (
  { view_type: view = "ACTIVE_ONLY", ...request },
  call,
) => {
  const found = allExperiments(call).filter(seenExperiments(call, view));
  const { items, nextToken } = search(found, SEARCHABLE_EXPERIMENTS, request);
  return { experiments: items.map((each) => shownExperiment(call, each)), next_page_token: nextToken };
};

const list: Behaviour<{ max_results?: number; page_token?: string; view_type?: ViewType }> = (
  { max_results: size, page_token: token, view_type: view = "ACTIVE_ONLY" },
  call,
) => {
  const sees = seenExperiments(call, view);
  const { items, nextToken } = experiments.pageOfShown(call, { token, size }, (each) =>
    sees(each) ? shownExperiment(call, each) : undefined,
  );
  return { experiments: items, next_page_token: nextToken };
};

export const experimentSearchService: Service = {
  "ml.Experiments.SearchExperiments": searchExperiments,
  "ml.Experiments.ListExperiments": list,
};
