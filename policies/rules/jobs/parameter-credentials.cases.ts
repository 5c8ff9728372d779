import { type RuleCases, set } from "../../cases/planted";
import { firstTask, job } from "./shared/planted-job";

const PYTHON_FILE = "/Workspace/Projects/flight-delay/source/pipelines/task.py";

export const cases: RuleCases = {
  caught: [
    {
      name: "a password on a task's command line",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          sparkPythonTask: { pythonFile: PYTHON_FILE, parameters: ["features", "--db-password", "planted-password"] },
        }),
      ],
      says: "db-password",
    },
    {
      name: "a key among the job's parameters",
      stack: "dev.flight-delay",
      changes: [job("training", { parameters: [{ name: "weatherApiKey", default: "planted-key" }] })],
      says: "weatherApiKey",
    },
    {
      name: "a link that is signed",
      stack: "staging.flight-delay",
      changes: [
        firstTask("features", {
          sparkPythonTask: {
            pythonFile: PYTHON_FILE,
            parameters: ["features", "--source=https://lake.example/flights?sp=r&sig=plantedplantedplanted"],
          },
        }),
      ],
      says: "source is given in the clear",
    },
    {
      name: "a token for the notebook of another job",
      stack: "prod.flight-delay",
      changes: [
        set("databricks:index/job:Job", "monitoring", {
          "tasks[0].runJobTask": { jobId: 17, notebookParams: { token: "dapi0123456789abcdef0123456789abcdef" } },
        }),
      ],
      says: "token is given in the clear",
    },
  ],
  leftAlone: [
    {
      name: "where the secret is to be looked up",
      stack: "prod.flight-delay",
      changes: [
        firstTask("features", {
          sparkPythonTask: {
            pythonFile: PYTHON_FILE,
            parameters: [
              "features",
              "--secret-scope=lakestage",
              "--token={{job.parameters.token}}",
              "--jdbc-secret-name=lakestage/jdbc",
            ],
          },
        }),
      ],
    },
    {
      name: "words that only begin alike",
      stack: "prod.flight-delay",
      changes: [job("training", { parameters: [{ name: "passengers", default: "all" }] })],
    },
  ],
};
