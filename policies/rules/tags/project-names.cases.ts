import { edit, type RuleCases } from "../../testing/planted";

const job = "databricks:index/job:Job";

export const cases: RuleCases = {
  caught: [
    {
      name: "a job that could be anybody's",
      stack: "prod.flight-delay",
      changes: [
        edit(job, "training", (inputs) => {
          inputs.name = "training";
        }),
      ],
      says: "training does not begin with flight-delay",
    },
    {
      name: "an alert that is taken for another project's",
      stack: "staging.flight-delay",
      changes: [
        edit("databricks:index/alertV2:AlertV2", "alert-model-decays-alert", (inputs) => {
          inputs.displayName = "flight-delays: model-decays";
        }),
      ],
    },
  ],
  leftAlone: [
    {
      name: "a job with a longer name",
      stack: "prod.flight-delay",
      changes: [
        edit(job, "training", (inputs) => {
          inputs.name = "flight-delay-training-weekly";
        }),
      ],
    },
  ],
};
