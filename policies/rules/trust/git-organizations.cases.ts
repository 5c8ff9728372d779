import { add, type RuleCases, set } from "../../cases/planted";
import { firstTask, job } from "../jobs/shared/planted-job";

const REPO = "databricks:index/repo:Repo";
const STACK = "prod.flight-delay";

const clonedFrom = (url: string) => set(REPO, "code-git-folder", { url });

export const cases: RuleCases = {
  caught: [
    {
      name: "a Git folder of another organisation",
      stack: STACK,
      changes: [clonedFrom("https://github.com/somebody/mlops")],
      says: "https://github.com/somebody/mlops",
    },
    {
      name: "an organisation whose name begins as ours does",
      stack: STACK,
      changes: [clonedFrom("https://github.com/lakestage-examples/mlops")],
      says: "lakestage-examples",
    },
    {
      name: "another host, after a user who is called as ours",
      stack: STACK,
      changes: [clonedFrom("https://github.com@git.example/lakestage-example/mlops")],
      says: "https://git.example/",
    },
    {
      name: "a path that leads out of the organisation",
      stack: STACK,
      changes: [clonedFrom("https://github.com/lakestage-example/../somebody/mlops")],
      says: "/somebody/mlops",
    },
    {
      name: "our organisation, over plain HTTP",
      stack: STACK,
      changes: [clonedFrom("http://github.com/lakestage-example/mlops")],
      says: "http://github.com",
    },
    {
      name: "a repository over SSH",
      stack: STACK,
      changes: [clonedFrom("git@github.com:lakestage-example/mlops.git")],
      says: "ssh://github.com",
      engineFree: "the provider takes no address of SSH",
    },
    {
      name: "a job of another organisation's repository",
      stack: STACK,
      changes: [job("training", { gitSource: { url: "https://gitlab.com/lakestage-example/mlops", tag: "v1" } })],
      says: "gitlab.com",
    },
    {
      name: "a package that is built of a stranger's repository",
      stack: STACK,
      changes: [
        job("features", {
          environments: [{ environmentKey: "e", spec: { dependencies: ["a @ git+https://github.com/somebody/a@v1"] } }],
        }),
      ],
      says: "github.com/somebody/a",
    },
    {
      name: "a library that is built of a stranger's repository",
      stack: STACK,
      changes: [firstTask("features", { libraries: [{ pypi: { package: "git+ssh://git@github.com/somebody/a" } }] })],
      says: "github.com/somebody/a",
    },
    {
      name: "an app of another organisation's repository",
      changes: [
        add("databricks:index/app:App", "page", {
          name: "page",
          gitRepository: { provider: "gitHub", url: "https://github.com/somebody/page" },
        }),
      ],
      says: "github.com/somebody/page",
    },
  ],
  leftAlone: [
    {
      name: "another repository of ours, in other letters",
      stack: STACK,
      changes: [clonedFrom("https://GitHub.com/Lakestage-Example/other.git")],
    },
    {
      name: "our organisation in Azure DevOps",
      stack: STACK,
      changes: [clonedFrom("https://lakestage-example@dev.azure.com/lakestage-example/mlops/_git/mlops")],
    },
  ],
};
