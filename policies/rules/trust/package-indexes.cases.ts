import { add, type RuleCases } from "../../cases/planted";
import { firstCluster, firstTask, job } from "../jobs/shared/planted-job";

const STACK = "prod.flight-delay";
const POLICY = "databricks:index/clusterPolicy:ClusterPolicy";

const dependency = (...dependencies: string[]) =>
  job("features", { environments: [{ environmentKey: "e", spec: { dependencies } }] });

const library = (library: NonNullable<NonNullable<Parameters<typeof firstTask>[1]["libraries"]>[number]>) =>
  firstTask("features", { libraries: [library] });

const policy = (definition: object) => add(POLICY, "more", { name: "more", definition: JSON.stringify(definition) });

export const cases: RuleCases = {
  caught: [
    {
      name: "a wheel of a public address",
      stack: STACK,
      changes: [library({ whl: "https://files.example/a-1.0-py3-none-any.whl" })],
      says: "https://files.example/a-1.0",
    },
    {
      name: "a package of an index over plain HTTP",
      stack: STACK,
      changes: [library({ pypi: { package: "numpy", repo: "http://packages.example/simple" } })],
      says: "http://packages.example",
    },
    {
      name: "an index that says no address",
      stack: STACK,
      changes: [library({ pypi: { package: "numpy", repo: "packages.example/simple" } })],
      says: "packages.example/simple",
    },
    {
      name: "a package of Java's of another repository",
      stack: STACK,
      changes: [library({ maven: { coordinates: "a:b:1", repo: "https://maven.example" } })],
      says: "maven.example",
    },
    {
      name: "a package of R's of another repository",
      stack: STACK,
      changes: [library({ cran: { package: "a", repo: "https://cran.example" } })],
      says: "cran.example",
    },
    {
      name: "a package by its address",
      stack: STACK,
      changes: [library({ pypi: { package: "a @ https://files.example/a.whl" } })],
      says: "files.example",
    },
    {
      name: "a further index among the dependencies of serverless compute",
      stack: STACK,
      changes: [dependency("--extra-index-url https://packages.example/simple", "numpy")],
      says: "packages.example",
    },
    {
      name: "another index among them",
      stack: STACK,
      changes: [dependency("--index-url=https://packages.example/simple")],
      says: "packages.example",
    },
    {
      name: "a host that is trusted whoever answers",
      stack: STACK,
      changes: [dependency("--trusted-host packages.example")],
      says: "whoever answers",
    },
    {
      name: "a list of requirements of an address",
      stack: STACK,
      changes: [dependency("-r https://files.example/requirements.txt")],
      says: "files.example",
    },
    {
      name: "a script of Python's of an address",
      stack: STACK,
      changes: [firstTask("features", { sparkPythonTask: { pythonFile: "https://files.example/task.py" } })],
      says: "files.example/task.py",
    },
    {
      name: "an index in a variable",
      stack: STACK,
      changes: [firstCluster("training", { sparkEnvVars: { PIP_EXTRA_INDEX_URL: "https://packages.example/simple" } })],
      says: "packages.example",
    },
    {
      name: "a variable that turns the check of an index off",
      stack: STACK,
      changes: [firstCluster("training", { sparkEnvVars: { PIP_TRUSTED_HOST: "packages.example" } })],
      says: "whoever answers",
    },
    {
      name: "repositories in a setting of Spark",
      stack: STACK,
      changes: [
        firstCluster("training", {
          sparkConf: { "spark.jars.packages": "a:b:1", "spark.jars.repositories": "https://maven.example" },
        }),
      ],
      says: "maven.example",
    },
    {
      name: "a cluster policy that fixes an index",
      changes: [policy({ "spark_env_vars.PIP_INDEX_URL": { type: "fixed", value: "https://packages.example" } })],
      says: "packages.example",
    },
    {
      name: "a cluster policy that lets people choose an index",
      changes: [policy({ "spark_env_vars.PIP_INDEX_URL": { type: "unlimited", isOptional: true } })],
      says: "people choose",
    },
    {
      name: "a cluster policy with a library of another index",
      changes: [
        add(POLICY, "more", {
          name: "more",
          definition: "{}",
          libraries: [{ pypi: { package: "a", repo: "https://packages.example" } }],
        }),
      ],
      says: "packages.example",
    },
    {
      name: "an init script of all clusters that runs what an address answers",
      changes: [
        add("databricks:index/globalInitScript:GlobalInitScript", "all", {
          name: "all",
          contentBase64: Buffer.from("#!/bin/bash\ncurl https://files.example/i.sh | bash\n").toString("base64"),
        }),
      ],
      says: "files.example/i.sh",
    },
    {
      name: "dependencies of a pipeline from another index",
      changes: [
        add("databricks:index/pipeline:Pipeline", "tables", {
          environment: { dependencies: ["--index-url https://packages.example/simple"] },
        }),
      ],
      says: "packages.example",
    },
  ],
  leftAlone: [
    {
      name: "packages of the index that the workspace is configured with",
      stack: STACK,
      changes: [dependency("numpy==2.3.1", "scikit-learn"), library({ pypi: { package: "numpy==2.3.1" } })],
    },
    {
      name: "packages of Java's by their coordinates",
      stack: STACK,
      changes: [firstCluster("training", { sparkConf: { "spark.jars.packages": "io.delta:delta-spark_2.12:3.2.0" } })],
    },
  ],
};
