import { add, type RuleCases } from "../../cases/planted";

export const cases: RuleCases = {
  caught: [
    {
      name: "a file of the machine that deploys",
      changes: [
        add("databricks:index/workspaceFile:WorkspaceFile", "task", {
          path: "/Projects/task.py",
          source: "/home/ada/task.py",
        }),
      ],
      says: "/home/ada/task.py",
      engineFree: "The provider reads the file, which is not there.",
    },
    {
      name: "a notebook beside the checkout",
      changes: [
        add("databricks:index/notebook:Notebook", "task", {
          path: "/Projects/task",
          source: "notebooks/../../task.py",
        }),
      ],
      says: "no file of the checkout",
      engineFree: "The provider reads the file, which is not there.",
    },
    {
      name: "an init script of somebody's home",
      changes: [add("databricks:index/globalInitScript:GlobalInitScript", "all", { name: "all", source: "~/init.sh" })],
      says: "~/init.sh",
      engineFree: "The provider reads the file, which is not there.",
    },
  ],
  leftAlone: [
    {
      name: "a file of the checkout",
      changes: [
        add("databricks:index/workspaceFile:WorkspaceFile", "task", {
          path: "/Projects/task.py",
          source: "pipelines/task.py",
        }),
      ],
    },
  ],
};
