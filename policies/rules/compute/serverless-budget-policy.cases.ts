import { type RuleCases, set } from "../../cases/planted";
import { firstTask, job } from "../jobs/shared/planted-job";

const environments = [{ environmentKey: "python", spec: { environmentVersion: "3" } }];
const serverless = { jobClusterKey: undefined, environmentKey: "python" };

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint without a budget policy",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/modelServing:ModelServing", "endpoint", { budgetPolicyId: undefined })],
      says: "endpoint",
    },
    {
      name: "a serverless job without one",
      stack: "staging.flight-delay",
      changes: [job("features", { environments }), firstTask("features", serverless)],
      says: "serverless",
    },
    {
      name: "a notebook that names nothing to run on",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          jobClusterKey: undefined,
          sparkPythonTask: undefined,
          notebookTask: { notebookPath: "/Projects/flight-delay/source/features" },
        }),
      ],
      says: "serverless",
    },
  ],
  leftAlone: [
    {
      name: "a serverless job with one, under its new name",
      stack: "prod.flight-delay",
      changes: [job("features", { environments, usagePolicyId: "17" }), firstTask("features", serverless)],
    },
    {
      name: "a job on clusters, whose machines are tagged, beside an environment that no task uses",
      stack: "prod.flight-delay",
      changes: [job("features", { environments })],
    },
  ],
};
