import { type RuleCases, set } from "../../cases/planted";

const experiment = "databricks:index/mlflowExperiment:MlflowExperiment";

export const cases: RuleCases = {
  caught: [
    {
      name: "an experiment without a place of its own",
      stack: "prod.flight-delay",
      changes: [set(experiment, "workspace-experiment", { artifactLocation: undefined })],
      says: "the workspace's storage",
      engineFree: "the engine refuses to replace what is protected",
    },
    {
      name: "an experiment of staging in a volume of development",
      stack: "staging.flight-delay",
      changes: [
        set(experiment, "workspace-experiment", { artifactLocation: "dbfs:/Volumes/dev/flight_delay/files/mlflow" }),
      ],
      says: "they are kept in dbfs:/Volumes/dev/flight_delay/files/mlflow",
    },
  ],
  leftAlone: [
    {
      name: "another volume of the catalog",
      stack: "prod.flight-delay",
      changes: [set(experiment, "workspace-experiment", { artifactLocation: "/Volumes/prod/flight_delay/runs" })],
    },
  ],
};
