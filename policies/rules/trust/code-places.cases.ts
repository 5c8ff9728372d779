import { add, append, edit, type RuleCases, set } from "../../cases/planted";
import { permission } from "../grants/shared/planted-permissions";
import { firstCluster, firstTask, job } from "../jobs/shared/planted-job";

const STACK = "prod.flight-delay";
const POLICY = "databricks:index/clusterPolicy:ClusterPolicy";
const OWN = "/Volumes/prod/flight_delay/files";
/** A volume of the development catalog, which data scientists write. */
const DEV = "/Volumes/dev/scratch/files";

const cluster = { sparkVersion: "16.4.x-scala2.12", nodeTypeId: "Standard_D4ds_v5" };

const policy = (definition: object) => add(POLICY, "more", { name: "more", definition: JSON.stringify(definition) });

/** The first task runs something else than the project's file. */
const insteadOfFile = (task: Parameters<typeof firstTask>[1]) =>
  firstTask("features", { sparkPythonTask: undefined, ...task });

export const cases: RuleCases = {
  caught: [
    {
      name: "an init script in a volume of development",
      stack: STACK,
      changes: [firstCluster("training", { initScripts: [{ volumes: { destination: `${DEV}/init.sh` } }] })],
      says: "it is not in the catalog prod",
    },
    {
      name: "an init script in storage",
      stack: STACK,
      changes: [
        firstCluster("training", {
          initScripts: [{ abfss: { destination: "abfss://x@y.dfs.core.windows.net/i.sh" } }],
        }),
      ],
      says: "no volume",
    },
    {
      name: "an init script in a bucket",
      stack: STACK,
      changes: [firstCluster("training", { initScripts: [{ s3: { destination: "s3://bucket/init.sh" } }] })],
      says: "s3://bucket/init.sh",
    },
    {
      name: "an init script in DBFS",
      stack: STACK,
      changes: [firstCluster("training", { initScripts: [{ dbfs: { destination: "dbfs:/init/proxy.sh" } }] })],
      says: "dbfs:/init/proxy.sh",
    },
    {
      name: "an init script out of a person's folder",
      stack: "staging.flight-delay",
      changes: [
        firstCluster("training", {
          initScripts: [{ workspace: { destination: "/Users/ada@lakestage.example/init.sh" } }],
        }),
      ],
      says: "it runs /Users/ada@lakestage.example/init.sh",
    },
    {
      name: "an init script on the machine, which leads to DBFS",
      stack: STACK,
      changes: [firstCluster("training", { initScripts: [{ file: { destination: "file:/dbfs/init.sh" } }] })],
      says: "DBFS",
    },
    {
      name: "a wheel in DBFS",
      stack: "staging.diabetes-progression",
      changes: [firstTask("features", { libraries: [{ whl: "dbfs:/FileStore/wheels/lakestage.whl" }] })],
      says: "it runs dbfs:/FileStore/wheels/lakestage.whl",
    },
    {
      name: "a task's file, over the mount of DBFS",
      stack: STACK,
      changes: [firstTask("features", { sparkPythonTask: { pythonFile: "/dbfs/tasks/task.py", parameters: [] } })],
      says: "it runs /dbfs/tasks/task.py",
    },
    {
      name: "a wheel in a volume of another project",
      stack: STACK,
      changes: [firstTask("features", { libraries: [{ whl: "/Volumes/prod/diabetes_progression/files/a.whl" }] })],
      says: "no volume of the project's",
    },
    {
      name: "a wheel that only seems to lie in the project's volume",
      stack: STACK,
      changes: [firstTask("features", { libraries: [{ whl: `${OWN}/../../../dev/scratch/a.whl` }] })],
      says: "not in the catalog prod",
    },
    {
      name: "a wheel in a volume that people may write to",
      stack: STACK,
      changes: [
        firstTask("features", { libraries: [{ whl: `${OWN}/wheels/a.whl` }] }),
        append("databricks:index/grants:Grants", "schemas-main-grants", "grants", {
          principal: "data-scientists",
          privileges: ["WRITE_VOLUME"],
        }),
      ],
      finds: ["features"],
      says: `"data-scientists" may write there`,
    },
    {
      name: "a Git folder that people may edit",
      stack: "staging.diabetes-progression",
      changes: [
        permission({ repoId: "code-git-folder-id" }, { groupName: "ml-engineers", permissionLevel: "CAN_EDIT" }),
      ],
      finds: ["batch-inference", "features", "integration-test", "monitoring", "training"],
      says: `"ml-engineers" may write there`,
    },
    {
      name: "a jar of a library in storage",
      stack: STACK,
      changes: [firstTask("features", { libraries: [{ jar: "abfss://x@y.dfs.core.windows.net/a.jar" }] })],
      says: "a.jar",
    },
    {
      name: "a library out of a person's Git folder",
      stack: "prod.diabetes-progression",
      changes: [
        firstTask("training", {
          libraries: [{ requirements: "/Workspace/Repos/ada@lakestage.example/mlops/requirements.txt" }],
        }),
      ],
      says: "it runs /Workspace/Repos/ada@lakestage.example/mlops/requirements.txt",
    },
    {
      name: "a task that runs a person's notebook",
      stack: STACK,
      changes: [insteadOfFile({ notebookTask: { notebookPath: "/Users/ada@lakestage.example/features" } })],
      says: "ada@lakestage.example",
    },
    {
      name: "a notebook that everybody writes",
      stack: STACK,
      changes: [insteadOfFile({ notebookTask: { notebookPath: "/Workspace/Shared/features" } })],
      says: "/Workspace/Shared/features",
    },
    {
      name: "a notebook in a folder that nobody declares",
      stack: STACK,
      changes: [insteadOfFile({ notebookTask: { notebookPath: "/Repos/shared/features" } })],
      says: "no folder that the stack declares",
    },
    {
      name: "a notebook that whoever starts the run chooses",
      stack: STACK,
      changes: [insteadOfFile({ notebookTask: { notebookPath: "{{job.parameters.notebook}}" } })],
      says: "decided when a run starts",
    },
    {
      name: "a task in SQL whose file is a person's",
      stack: STACK,
      changes: [insteadOfFile({ sqlTask: { warehouseId: "w", file: { path: "/Users/ada@lakestage.example/a.sql" } } })],
      says: "a.sql",
    },
    {
      name: "a dbt project that everybody writes",
      stack: STACK,
      changes: [insteadOfFile({ dbtTask: { commands: ["dbt run"], projectDirectory: "/Shared/dbt" } })],
      says: "/Shared/dbt",
    },
    {
      name: "profiles of dbt that everybody writes",
      stack: STACK,
      changes: [insteadOfFile({ dbtTask: { commands: ["dbt run"], profilesDirectory: "/Shared/profiles" } })],
      says: "/Shared/profiles",
    },
    {
      name: "files that a command of Spark loads",
      stack: STACK,
      changes: [insteadOfFile({ sparkSubmitTask: { parameters: ["--py-files", `${DEV}/a.zip,${DEV}/b.zip`] } })],
      says: DEV,
    },
    {
      name: "a repeated task that runs a person's file",
      stack: STACK,
      changes: [
        insteadOfFile({
          forEachTask: {
            inputs: "[1]",
            task: { taskKey: "one", sparkPythonTask: { pythonFile: "/Users/ada@lakestage.example/a.py" } },
          },
        }),
      ],
      says: "a.py",
    },
    {
      name: "a file of requirements of serverless compute that everybody writes",
      stack: STACK,
      changes: [
        job("features", {
          environments: [{ environmentKey: "e", spec: { dependencies: ["-r /Workspace/Shared/requirements.txt"] } }],
        }),
      ],
      says: "/Workspace/Shared/requirements.txt",
    },
    {
      name: "an environment of serverless compute that everybody writes",
      stack: STACK,
      changes: [
        job("features", { environments: [{ environmentKey: "e", spec: { baseEnvironment: "/Shared/base.yaml" } }] }),
      ],
      says: "/Shared/base.yaml",
    },
    {
      name: "jars in a setting of Spark",
      stack: STACK,
      changes: [firstCluster("training", { sparkConf: { "spark.jars": `${OWN}/a.jar,${DEV}/b.jar` } })],
      says: `${DEV}/b.jar`,
    },
    {
      name: "Python files in a setting of Spark",
      stack: STACK,
      changes: [firstCluster("training", { sparkConf: { "spark.submit.pyFiles": "dbfs:/FileStore/a.zip" } })],
      says: "dbfs:/FileStore/a.zip",
    },
    {
      name: "an agent that Java loads",
      stack: STACK,
      changes: [
        firstCluster("training", { sparkConf: { "spark.driver.extraJavaOptions": `-javaagent:${DEV}/agent.jar` } }),
      ],
      says: "agent.jar",
    },
    {
      name: "a path that Python imports from",
      stack: STACK,
      changes: [firstCluster("training", { sparkEnvVars: { PYTHONPATH: "/databricks/lib:/Workspace/Shared/lib" } })],
      says: "/Workspace/Shared/lib",
    },
    {
      name: "a script that every shell begins with",
      stack: STACK,
      changes: [
        firstCluster("training", { sparkEnvVars: { BASH_ENV: "/Workspace/Users/ada@lakestage.example/b.sh" } }),
      ],
      says: "b.sh",
    },
    {
      name: "a variable that no list knows, which leads to a person's files",
      stack: STACK,
      changes: [firstCluster("training", { sparkEnvVars: { PLUGIN: "/Workspace/Users/ada@lakestage.example/p" } })],
      says: "ada@lakestage.example",
    },
    {
      name: "jars of the metastore's client that everybody writes",
      stack: "prod",
      changes: [
        add("databricks:index/sqlGlobalConfig:SqlGlobalConfig", "warehouses", {
          dataAccessConfig: { "spark.sql.hive.metastore.jars": "dbfs:/hive" },
        }),
      ],
      says: "dbfs:/hive",
    },
    {
      name: "a variable of a served model that Python imports from",
      stack: STACK,
      changes: [
        edit("databricks:index/modelServing:ModelServing", "endpoint", ({ config }) => {
          Object.assign(config?.servedEntities?.[0] ?? {}, {
            environmentVars: { PYTHONPATH: "/Workspace/Shared/lib" },
          });
        }),
      ],
      says: "/Workspace/Shared/lib",
    },
    {
      name: "a cluster policy that fixes a person's init script",
      stack: "prod",
      changes: [
        policy({ "init_scripts.0.workspace.destination": { type: "fixed", value: "/Users/ada@a.example/i.sh" } }),
      ],
      says: "/Users/ada@a.example/i.sh",
    },
    {
      name: "a cluster policy that proposes a path of Python's",
      stack: "prod",
      changes: [policy({ "spark_env_vars.PYTHONPATH": { type: "unlimited", defaultValue: "/Workspace/Shared/lib" } })],
      says: "it runs",
    },
    {
      name: "a cluster policy that allows one script of ours and one of development",
      stack: "prod",
      changes: [
        policy({
          "init_scripts.*.volumes.destination": { type: "allowlist", values: [`${OWN}/i.sh`, `${DEV}/i.sh`] },
        }),
      ],
      says: `${DEV}/i.sh`,
    },
    {
      name: "a cluster policy that lets people choose the init script",
      stack: "prod",
      changes: [policy({ "init_scripts.0.volumes.destination": { type: "unlimited" } })],
      says: "what people choose",
    },
    {
      name: "a cluster policy that lets pass whatever ends as ours does",
      stack: "prod",
      changes: [policy({ "spark_conf.spark.jars": { type: "regex", pattern: ".*/lakestage\\.jar" } })],
      says: "what people choose",
    },
    {
      name: "a cluster policy that lays a person's script over its family",
      stack: "prod",
      changes: [
        add(POLICY, "more", {
          name: "more",
          policyFamilyId: "job-cluster",
          policyFamilyDefinitionOverrides: JSON.stringify({
            "init_scripts.0.workspace.destination": { type: "fixed", value: "/Shared/i.sh" },
          }),
        }),
      ],
      says: "/Shared/i.sh",
    },
    {
      name: "a library of a cluster policy",
      stack: "prod",
      changes: [set(POLICY, "cluster-policies-jobs", { libraries: [{ whl: "/Workspace/Shared/a.whl" }] })],
      says: "/Workspace/Shared/a.whl",
    },
    {
      name: "a library of a standing cluster",
      stack: "prod",
      changes: [
        add("databricks:index/cluster:Cluster", "shared", {
          ...cluster,
          libraries: [{ egg: "dbfs:/FileStore/a.egg" }],
        }),
      ],
      says: "a.egg",
    },
    {
      name: "a library that is installed on a cluster afterwards",
      stack: "prod",
      changes: [add("databricks:index/library:Library", "late", { clusterId: "c", whl: "/Workspace/Shared/a.whl" })],
      says: "a.whl",
    },
    {
      name: "a pipeline of a person's notebook",
      stack: "prod",
      changes: [
        add("databricks:index/pipeline:Pipeline", "tables", {
          libraries: [{ notebook: { path: "/Users/ada@lakestage.example/tables" } }],
        }),
      ],
      says: "/Users/ada@lakestage.example/tables",
    },
    {
      name: "a pipeline of whatever lies in a shared folder",
      stack: "prod",
      changes: [
        add("databricks:index/pipeline:Pipeline", "tables", {
          libraries: [{ glob: { include: "/Workspace/Shared/tables/**" } }],
        }),
      ],
      says: "/Workspace/Shared/tables",
    },
    {
      name: "an app out of a person's folder",
      stack: "prod",
      changes: [add("databricks:index/app:App", "page", { name: "page", sourceCodePath: "/Users/ada@a.example/page" })],
      says: "/Users/ada@a.example/page",
    },
    {
      name: "an init script of all clusters that runs one out of a shared folder",
      stack: "prod",
      changes: [
        add("databricks:index/globalInitScript:GlobalInitScript", "all", {
          name: "all",
          contentBase64: Buffer.from("#!/bin/bash\nbash /Workspace/Shared/setup.sh\n").toString("base64"),
        }),
      ],
      says: "/Workspace/Shared/setup.sh",
    },
    {
      name: "an environment of the workspace that everybody writes",
      stack: "prod",
      changes: [
        add("databricks:index/environmentsWorkspaceBaseEnvironment:EnvironmentsWorkspaceBaseEnvironment", "base", {
          displayName: "base",
          filepath: "/Workspace/Shared/base.yaml",
        }),
      ],
      says: "/Workspace/Shared/base.yaml",
    },
  ],
  leftAlone: [
    {
      name: "a wheel in the project's volume, under the address that DBFS gives it",
      stack: STACK,
      changes: [firstTask("features", { libraries: [{ whl: `dbfs:${OWN}/wheels/lakestage.whl` }] })],
    },
    {
      name: "a file of the project's Git folder",
      stack: STACK,
      changes: [insteadOfFile({ notebookTask: { notebookPath: "/Projects/flight-delay/source/notebooks/features" } })],
    },
    {
      name: "a file of the job's own repository",
      stack: STACK,
      changes: [
        insteadOfFile({ notebookTask: { notebookPath: "notebooks/features", source: "GIT" } }),
        job("features", { gitSource: { url: "https://github.com/lakestage-example/mlops", tag: "v3" } }),
      ],
    },
    {
      name: "data that a task is told of",
      stack: STACK,
      changes: [
        firstTask("features", {
          sparkPythonTask: {
            pythonFile: "/Workspace/Projects/flight-delay/source/pipelines/task.py",
            parameters: ["features", "--input=/Volumes/landing/flights/files"],
          },
        }),
      ],
    },
    {
      name: "what development lets people write, in development",
      stack: "dev.flight-delay",
      changes: [firstTask("features", { libraries: [{ whl: "/Workspace/Shared/a.whl" }] })],
    },
    {
      name: "a cluster policy that fixes a script of the environment's volume, and forbids images",
      stack: "prod",
      changes: [
        policy({
          "init_scripts.0.volumes.destination": { type: "fixed", value: `${OWN}/i.sh` },
          "spark_conf.spark.jars": { type: "regex", pattern: "^/Volumes/prod/flight_delay/files/.*\\.jar" },
          "docker_image.url": { type: "forbidden" },
        }),
      ],
    },
    {
      name: "libraries of the runtime",
      stack: STACK,
      changes: [firstCluster("training", { sparkEnvVars: { PYTHONPATH: "/databricks/python/lib" } })],
    },
  ],
};
