import { type RuleCases, set } from "../../cases/planted";
import { alert, monitor } from "./shared/planted-monitoring";

const experiment = "databricks:index/mlflowExperiment:MlflowExperiment";

export const cases: RuleCases = {
  caught: [
    {
      name: "an experiment in a person's folder",
      stack: "prod.flight-delay",
      changes: [set(experiment, "workspace-experiment", { name: "/Users/ada@lakestage.example/flight-delay" })],
      says: "/Users/ada@lakestage.example/flight-delay",
    },
    {
      name: "an alert in a person's folder",
      stack: "staging.flight-delay",
      changes: [alert({ parentPath: "/Workspace/Users/ada@lakestage.example" })],
      says: "it lies in /Workspace/Users/ada@lakestage.example",
    },
    {
      name: "a monitor whose dashboard would go to a person's folder",
      stack: "prod.diabetes-progression",
      changes: [monitor("monitor-predictions", { assetsDir: "/Workspace/Users/ada@lakestage.example/monitors" })],
      says: "it lies in /Workspace/Users/ada@lakestage.example/monitors",
    },
  ],
  leftAlone: [
    {
      name: "an experiment on users",
      stack: "prod.flight-delay",
      changes: [set(experiment, "workspace-experiment", { name: "/Projects/flight-delay/Users/experiment" })],
    },
  ],
};
