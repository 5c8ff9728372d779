import { type RuleCases, set } from "../../cases/planted";

const job = "databricks:index/job:Job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job that could be anybody's",
      stack: "prod.flight-delay",
      changes: [set(job, "training", { name: "training" })],
      says: "training does not begin with flight-delay",
    },
    {
      name: "an alert that is taken for another project's",
      stack: "staging.flight-delay",
      changes: [
        set("databricks:index/alertV2:AlertV2", "alert-model-decays-alert", {
          displayName: "flight-delays: model-decays",
        }),
      ],
      says: "the name flight-delays: model-decays does not begin with flight-delay",
    },
  ],
  leftAlone: [
    {
      name: "a job with a longer name",
      stack: "prod.flight-delay",
      changes: [set(job, "training", { name: "flight-delay-training-weekly" })],
    },
  ],
};
