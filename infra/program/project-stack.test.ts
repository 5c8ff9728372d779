import { join } from "node:path";
import { type Declaration, declaredBy, type Engine } from "../testing/declared-resources";
import { runStack } from "./run-stack";

const CHECKOUT = join(__dirname, "../..");

const declared = (stack: string, engine: Engine = {}): Promise<Declaration> =>
  declaredBy(() => runStack(CHECKOUT), { ...engine, stack });

const PROD_MODEL = "prod.flight_delay.flight_delay";
const SCHEMAS = {
  "databricks:index/getSchemas:getSchemas": () => ({
    ids: ["prod.flight_delay", "prod.flight_delay_monitoring"],
  }),
};

const aliases = (versions: Record<string, number>) => ({
  ...SCHEMAS,
  "databricks:index/getRegisteredModel:getRegisteredModel": () => ({
    modelInfos: [{ aliases: Object.entries(versions).map(([aliasName, versionNum]) => ({ aliasName, versionNum })) }],
  }),
});

const tables = (...names: string[]) => ({
  "databricks:index/getTables:getTables": ({ catalogName, schemaName }: Record<string, unknown>) => ({
    ids: names.filter((name) => name.startsWith(`${String(catalogName)}.${String(schemaName)}.`)),
  }),
});

const job = (declaration: Declaration, name: string) =>
  declaration.named(name).inputs as {
    tasks: { taskKey: string; dependsOns?: { taskKey: string }[]; sparkPythonTask?: { parameters: string[] } }[];
    runAs: object;
    schedule?: object;
    timeoutSeconds: number;
  };

describe("a project's stack", () => {
  let prod: Declaration;

  beforeAll(async () => {
    prod = await declared("prod.flight-delay");
  });

  it("trains in four steps, of which each waits for the one before", () => {
    expect(
      job(prod, "training").tasks.map(({ dependsOns = [], taskKey }) => [
        taskKey,
        ...dependsOns.map((on) => on.taskKey),
      ]),
    ).toEqual([["approve", "validate"], ["deploy", "approve"], ["train"], ["validate", "train"]]);
  });

  it("passes the version's address from task to task", () => {
    const validate = job(prod, "training").tasks.find(({ taskKey }) => taskKey === "validate");
    expect(validate?.sparkPythonTask?.parameters).toContain("--model-uri={{tasks.train.values.model_uri}}");
  });

  it("runs every job as the project's own identity, with an end", () => {
    const jobs = prod.ofType("databricks:index/job:Job");
    expect(jobs.map(({ name }) => name).sort()).toEqual(["batch-inference", "features", "monitoring", "training"]);
    for (const { name } of jobs) {
      expect(job(prod, name)).toMatchObject({ runAs: { servicePrincipalName: "flight-delay-application" } });
      expect(job(prod, name).timeoutSeconds).toBeGreaterThan(0);
    }
  });

  it("lets data scientists look, and nothing more, in production", () => {
    const levels = prod
      .ofType("databricks:index/permissions:Permissions")
      .flatMap(({ inputs }) => inputs.accessControls as { groupName?: string; permissionLevel: string }[])
      .filter(({ groupName }) => groupName === "data-scientists")
      .map(({ permissionLevel }) => permissionLevel);
    expect(new Set(levels)).toEqual(new Set(["CAN_VIEW", "CAN_READ"]));
  });

  it("has a list of permissions for every object that people may look at", () => {
    const named = prod
      .ofType("databricks:index/permissions:Permissions")
      .map(({ name }) => name.replace("-permissions", ""))
      .sort();
    expect(named).toEqual([
      "batch-inference",
      "code-git-folder",
      "dashboard",
      "features",
      "monitoring",
      "training",
      "workspace-directory",
      "workspace-experiment",
    ]);
  });

  it("says what cannot be made yet, and what it waits for", () => {
    expect(prod.result).toMatchObject({
      waiting: [
        { what: "serving endpoint flight-delay", for: `a Champion of ${PROD_MODEL}` },
        {
          what: "monitor predictions",
          for: "table prod.flight_delay.predictions",
          tables: ["prod.flight_delay.predictions"],
        },
        {
          what: "monitor requests",
          for: "table prod.flight_delay.flight_delay_requests_payload",
          tables: ["prod.flight_delay.flight_delay_requests_payload"],
        },
        {
          what: "alert model-decays",
          for: "table prod.flight_delay_monitoring.flight_delay_metrics",
          tables: ["prod.flight_delay_monitoring.flight_delay_metrics"],
        },
      ],
    });
  });

  it("follows the environment's branch, and starts nothing by itself in development", async () => {
    const dev = await declared("dev.flight-delay");
    expect(dev.only("databricks:index/repo:Repo").inputs.branch).toBe("develop");
    expect(prod.only("databricks:index/repo:Repo").inputs.branch).toBe("release");
    expect(job(dev, "training").schedule).toMatchObject({ pauseStatus: "PAUSED" });
    expect(job(prod, "training").schedule).toMatchObject({ pauseStatus: "UNPAUSED" });
  });

  it("has the integration test in staging only", async () => {
    expect((await declared("staging.flight-delay")).names).toContain("integration-test");
    expect(prod.names).not.toContain("integration-test");
  });
});

describe("order without edits", () => {
  it("makes the endpoint once there is a Champion", async () => {
    const prod = await declared("prod.flight-delay", { found: aliases({ Champion: 3 }) });
    expect(prod.named("endpoint").inputs).toMatchObject({
      config: {
        servedEntities: [{ name: "champion", entityName: PROD_MODEL, entityVersion: "3" }],
        trafficConfig: { routes: [{ servedModelName: "champion", trafficPercentage: 100 }] },
      },
    });
    expect(prod.names).not.toContain("monitor-requests");
  });

  it("makes the monitor of an endpoint's requests once the endpoint has made their table", async () => {
    const table = "prod.flight_delay.flight_delay_requests_payload";
    const prod = await declared("prod.flight-delay", { found: { ...aliases({ Champion: 3 }), ...tables(table) } });
    expect(prod.named("monitor-requests").inputs.tableName).toBe(table);
  });

  it("lets a table start a job once it is there: the service refuses the job before", async () => {
    const features = "dev.diabetes_progression.patient_features";
    const schemas = {
      "databricks:index/getSchemas:getSchemas": () => ({ ids: ["dev.diabetes_progression"] }),
    };
    const first = await declared("dev.diabetes-progression", { found: schemas });
    expect(first.named("training").inputs).not.toHaveProperty("trigger");
    expect(first.named("training").inputs).toHaveProperty("tags.waits_for_tables", "true");
    expect((first.result as { waiting: object[] }).waiting).toContainEqual({
      what: "start of job diabetes-progression-training",
      for: `table ${features}`,
      tables: [features],
    });

    const second = await declared("dev.diabetes-progression", { found: { ...schemas, ...tables(features) } });
    // Which tables are needed is the service's default: what it never shows is not said.
    expect(second.named("training").inputs).toMatchObject({
      trigger: { tableUpdate: { tableNames: [features] }, pauseStatus: "PAUSED" },
    });
    expect(JSON.stringify(second.named("training").inputs)).not.toContain("condition");
  });

  it("splits traffic once there is a Challenger", async () => {
    const prod = await declared("prod.flight-delay", { found: aliases({ Champion: 3, Challenger: 4 }) });
    expect(prod.named("endpoint").inputs).toMatchObject({
      config: {
        trafficConfig: {
          routes: [
            { servedModelName: "champion", trafficPercentage: 90 },
            { servedModelName: "challenger", trafficPercentage: 10 },
          ],
        },
      },
    });
  });

  it("declares the versions that run, not those of the aliases, once there is an endpoint", async () => {
    const running = {
      name: "flight-delay",
      configs: [{ servedEntities: [{ name: "champion", entityVersion: "7" }] }],
      tags: [],
    };
    const prod = await declared("prod.flight-delay", {
      found: {
        ...aliases({ Champion: 8 }),
        "databricks:index/getServingEndpoints:getServingEndpoints": () => ({ endpoints: [running] }),
      },
    });
    expect(prod.named("endpoint").inputs).toMatchObject({ config: { servedEntities: [{ entityVersion: "7" }] } });
  });

  it("makes an alert with its query, and where it starts training, once its table is there", async () => {
    const prod = await declared("prod.flight-delay", {
      found: {
        ...SCHEMAS,
        "databricks:index/getTables:getTables": ({ schemaName }) => ({
          ids: schemaName === "flight_delay_monitoring" ? ["prod.flight_delay_monitoring.flight_delay_metrics"] : [],
        }),
      },
    });
    const destination = prod.named("retraining");
    expect(destination.secrets).toEqual(["config.genericWebhook.url"]);
    expect(JSON.stringify(destination.inputs)).toContain(
      "https://workflow.invalid/workflows/w/triggers/alert/paths/invoke/jobs/training-id?sp=run&sig=signature",
    );
    expect(prod.named("alert-model-decays-alert").inputs).toMatchObject({
      runAs: { servicePrincipalName: "flight-delay-application" },
      evaluation: {
        notification: {
          subscriptions: [
            { userEmail: "flight-operations@lakestage.example" },
            { destinationId: "email-destination" },
            { destinationId: "retraining-id" },
          ],
        },
      },
    });
  });
});
