import type { Service } from "../../control-plane";
import { furnishing } from "../workspace/furnishing";
import { artifactsService } from "./artifacts";
import { experimentSearchService } from "./experiment-search";
import { experimentObjectsService } from "./experiments";
import { loggedModelsService } from "./logged-models";
import { metricsService } from "./metrics";
import { runDataService } from "./run-data";
import { runSearchService } from "./run-search";
import { runsService } from "./runs";

export { forgetWorkspaceExperiments } from "./forget-workspace";

/** MLflow's tracking API: experiments, runs and logged models. */
export const experimentsService: Service = furnishing({
  ...experimentObjectsService,
  ...experimentSearchService,
  ...runsService,
  ...runDataService,
  ...runSearchService,
  ...metricsService,
  ...loggedModelsService,
  ...artifactsService,
});
