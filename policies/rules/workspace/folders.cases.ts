import { type RuleCases, set } from "../../cases/planted";

const folder = "databricks:index/directory:Directory";

export const cases: RuleCases = {
  caught: [
    {
      name: "projects in the folder of everybody",
      stack: "staging",
      changes: [set(folder, "projects-folder", { path: "/Workspace/Shared/Projects" })],
      says: "the folder /Workspace/Shared/Projects is others'",
    },
    {
      name: "a project in somebody's folder",
      stack: "prod.flight-delay",
      changes: [set(folder, "workspace-directory", { path: "/Users/somebody@lakestage.example/flight-delay" })],
      says: "is others'",
      engineFree: "In the engine's run all that the project has in the folder goes there with it.",
    },
    {
      name: "a folder that takes all along",
      stack: "prod",
      changes: [set(folder, "projects-folder", { deleteRecursive: true })],
      says: "the folder is removed with all that is in it",
    },
  ],
  leftAlone: [
    {
      name: "a folder whose name only begins alike",
      stack: "prod",
      changes: [set(folder, "projects-folder", { path: "/SharedProjects" })],
    },
  ],
};
