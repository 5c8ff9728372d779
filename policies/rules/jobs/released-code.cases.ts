import { type RuleCases, set } from "../../cases/planted";
import { job } from "./shared/planted-job";

const REPOSITORY = "https://github.com/lakestage-example/mlops";

export const cases: RuleCases = {
  caught: [
    {
      name: "a Git folder on the main branch",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/repo:Repo", "code-git-folder", { branch: "main" })],
      says: "branch main",
    },
    {
      name: "a Git folder on no branch in particular",
      stack: "prod.diabetes-progression",
      changes: [set("databricks:index/repo:Repo", "code-git-folder", { branch: undefined })],
      says: "default",
    },
    {
      name: "a job on a person's branch",
      stack: "prod.flight-delay",
      changes: [job("training", { gitSource: { url: REPOSITORY, branch: "ada/released-soon" } })],
      says: "ada/released-soon",
    },
  ],
  leftAlone: [
    {
      name: "a Git folder at a tag",
      stack: "prod.flight-delay",
      changes: [set("databricks:index/repo:Repo", "code-git-folder", { branch: undefined, tag: "v3.1.0" })],
    },
    {
      name: "a job on a branch of releases",
      stack: "prod.flight-delay",
      changes: [job("training", { gitSource: { url: REPOSITORY, branch: "releases/2026-11" } })],
    },
    {
      name: "the main branch in staging",
      stack: "staging.flight-delay",
      changes: [job("training", { gitSource: { url: REPOSITORY, branch: "main" } })],
    },
  ],
};
