import type { ServiceModule } from "../../control-plane";
import { furnishing } from "../workspace/furnishing";
import { artifactsService } from "./artifacts";
import { assessmentsService } from "./assessments";
import { experiments } from "./experiment";
import { experimentSearchService } from "./experiment-search";
import { experimentObjectsService } from "./experiments";
import { loggedModels } from "./logged-model";
import { loggedModelsService } from "./logged-models";
import { metricsService, metricValues } from "./metrics";
import { artifacts, runExperiments, runs } from "./run";
import { runDataService } from "./run-data";
import { runSearchService } from "./run-search";
import { runsService } from "./runs";
import { traces } from "./trace";
import { traceSearchService } from "./trace-search";
import { tracesService } from "./traces";

/** MLflow's tracking API: experiments, runs and logged models. */
export const experimentsModule: ServiceModule = {
  behaviours: furnishing({
    ...experimentObjectsService,
    ...experimentSearchService,
    ...runsService,
    ...runDataService,
    ...runSearchService,
    ...metricsService,
    ...loggedModelsService,
    ...artifactsService,
    ...tracesService,
    ...traceSearchService,
    ...assessmentsService,
  }),
  keeps: [experiments, runs, runExperiments, metricValues, loggedModels, traces, artifacts],
};
