import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { declareEstate } from "../../infra/declaration";
import { runStack } from "../../infra/program/run-stack";
import { type Declaration, declaredBy, type Engine, platformOutputs } from "../../infra/testing/declared-resources";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";

const CHECKOUT = join(__dirname, "../..");

const declared = (stack: string, engine: Engine = {}, directory = CHECKOUT): Promise<Declaration> =>
  declaredBy(() => runStack(directory), { ...engine, stack });

afterAll(removeProjects);

describe("a platform's stack", () => {
  let dev: Declaration;
  let prod: Declaration;

  beforeAll(async () => {
    dev = await declared("dev.platform");
    prod = await declared("prod.platform");
  });

  it("gives every resource a name of its own within its type", () => {
    const names = dev.resources.map(({ name, type }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("puts every Azure resource into the subscription of the settings", () => {
    const azure = dev.resources.filter(({ type }) => type.startsWith("azure-native:"));
    expect(azure.map(({ provider }) => provider.split("::").at(-2))).toEqual(azure.map(() => "azure"));
  });

  it("has one list of grants a securable", () => {
    const securables = prod
      .ofType("databricks:index/grants:Grants")
      .map(({ inputs: { grants: _, ...securable } }) => JSON.stringify(securable));
    expect(securables).toHaveLength(3);
    expect(new Set(securables).size).toBe(securables.length);
  });

  it("isolates the catalog, and lets development read production's", () => {
    expect(prod.only("databricks:index/catalog:Catalog").inputs).toMatchObject({
      name: "prod",
      isolationMode: "ISOLATED",
      owner: "platform-admins",
    });
    expect(prod.only("databricks:index/workspaceBinding:WorkspaceBinding").inputs).toEqual({
      securableType: "catalog",
      securableName: "prod",
      workspaceId: "9876543210987654",
      bindingType: "BINDING_TYPE_READ_ONLY",
    });
    expect(dev.ofType("databricks:index/workspaceBinding:WorkspaceBinding")).toEqual([]);
  });

  it("lets run identities read the secrets that are theirs, and platform admins manage them", () => {
    expect(prod.ofType("databricks:index/secretAcl:SecretAcl").map(({ inputs }) => inputs)).toEqual([
      { scope: "lakestage", principal: "lakestage-prod-runners", permission: "READ" },
      { scope: "lakestage", principal: "platform-admins", permission: "MANAGE" },
    ]);
  });

  it("grants data scientists to read production, and not to write", () => {
    const { grants } = prod.named("unity-catalog-catalog-grants").inputs as {
      grants: { principal: string; privileges: string[] }[];
    };
    expect(grants.find(({ principal }) => principal === "data-scientists")?.privileges).toEqual([
      "USE_CATALOG",
      "USE_SCHEMA",
      "BROWSE",
      "SELECT",
      "EXECUTE",
      "READ_VOLUME",
    ]);
  });

  it("guards production against deletion, and nothing else", () => {
    expect(
      prod.resources
        .filter(({ protect }) => protect)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      "data-lake-account",
      "data-lake-catalog",
      "databricks-workspace",
      "key-vault-vault",
      "secrets-scope",
      "unity-catalog-catalog",
      "unity-catalog-catalog-location",
      "unity-catalog-credential",
    ]);
    expect(dev.resources.filter(({ protect }) => protect)).toEqual([]);
    expect(prod.named("unity-catalog-catalog").inputs.forceDestroy).toBe(false);
    expect(dev.named("unity-catalog-catalog").inputs.forceDestroy).toBe(true);
  });

  it("locks production's resource group last, so that a destroy unlocks it first", () => {
    const lock = prod.named("lock");
    const inGroup = prod.resources.filter(
      ({ inputs, name }) => "resourceGroupName" in inputs && !["lock", "resource-group"].includes(name),
    );
    expect(lock.dependsOn).toEqual(expect.arrayContaining(inGroup.map(({ name }) => name)));
    expect(dev.names).not.toContain("lock");
  });

  it("reaches the workspace at the host that Azure reports, with nobody's credentials", () => {
    expect(dev.named("workspace").inputs).toEqual({ host: "adb-1234567890123456.7.azuredatabricks.net" });
    expect(
      dev
        .ofType("pulumi:providers:databricks")
        .flatMap(({ inputs }) => Object.keys(inputs))
        .sort(),
    ).toEqual(["accountId", "host", "host"]);
  });

  it("makes the identities of all projects, each of which only the pipeline and the platform's admins may act as", () => {
    const runners = ["diabetes-progression", "flight-delay"];
    for (const project of runners) {
      expect(prod.named(`${project}-runner-service-principal`).inputs.displayName).toBe(`lakestage-prod-${project}`);
    }
    const ruleSets = prod.ofType("databricks:index/accessControlRuleSet:AccessControlRuleSet");
    expect(ruleSets.map(({ name }) => name).sort()).toEqual([
      "account-attachments-budget-policy-users",
      ...runners.map((project) => `${project}-runner-users`),
    ]);
  });

  it("restricts the workspace's admins, whom it makes of a pipeline", () => {
    expect(prod.only("databricks:index/restrictWorkspaceAdminsSetting:RestrictWorkspaceAdminsSetting").inputs).toEqual({
      restrictWorkspaceAdmins: { status: "RESTRICT_TOKENS_AND_JOB_RUN_AS" },
    });
  });

  it("gives the deployment identity no role in Azure, and the preview identity the reading of its resource group", () => {
    const assigned = prod.ofType("azure-native:authorization:RoleAssignment");
    const rolesOf = (identity: string): [string, unknown][] => {
      const { principalId } = prod.named(identity).outputs;
      expect(principalId).toMatch(/^principal-of-/);
      return assigned
        .filter(({ inputs }) => inputs.principalId === principalId)
        .map(({ inputs, name }) => [name, inputs.scope]);
    };
    expect(rolesOf("deployment-identity")).toEqual([]);
    expect(rolesOf("preview-identity")).toEqual([["preview-reader", prod.named("resource-group").id]]);
  });

  it("tells other stacks what they build on", () => {
    expect(Object.keys(dev.result as object).sort()).toEqual([
      "budgetPolicyId",
      "catalog",
      "deployment",
      "endpointSubnetId",
      "everyoneGroupId",
      "groups",
      "outboundAddress",
      "preview",
      "projects",
      "resourceGroup",
      "retraining",
      "runnersGroup",
      "secretScope",
      "serverlessNetworkId",
      "storageZones",
      "workspaceId",
      "workspaceUrl",
    ]);
  });
});

describe("an environment's stack", () => {
  let dev: Declaration;
  let prod: Declaration;

  beforeAll(async () => {
    dev = await declared("dev");
    prod = await declared("prod");
  });

  it("gives every resource a name of its own within its type", () => {
    const names = dev.resources.map(({ name, type }) => `${type} ${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it("is nothing but what a workspace's administrator makes in it", () => {
    const providers = dev.ofType("pulumi:providers:databricks");
    expect(providers.map(({ inputs }) => inputs)).toEqual([{ host: "https://dev.example" }]);
    const elsewhere = dev.resources.filter(
      ({ custom, provider, type }) =>
        custom && !type.startsWith("pulumi:") && provider.split("::").at(-2) !== "workspace",
    );
    expect(elsewhere.map(({ name }) => name)).toEqual([]);
  });

  it("guards nothing against deletion, as all of it can be made again", () => {
    expect(prod.resources.filter(({ protect }) => protect)).toEqual([]);
  });

  it("lets only runners use production's compute", () => {
    for (const name of ["cluster-policies-jobs-permissions", "sql-permissions"]) {
      expect(prod.named(name).inputs.accessControls).toEqual([
        { groupName: "lakestage-prod-runners", permissionLevel: "CAN_USE" },
      ]);
    }
    expect(prod.names).not.toContain("cluster-policies-interactive");
    expect(dev.names).toContain("cluster-policies-interactive");
  });

  it("tells projects' stacks what they build on", () => {
    expect(Object.keys(dev.result as object).sort()).toEqual([
      "configurationKeys",
      "interactivePolicyId",
      "jobPolicyId",
      "jobRuntime",
      "notificationDestinations",
      "warehouseId",
      "workspaceId",
      "workspaceUrl",
    ]);
  });

  it("is refused where its platform is not deployed, or was before it had what this takes", async () => {
    const { preview: _, ...older } = platformOutputs("dev");
    for (const [outputs, message] of [
      [
        {},
        'stack "dev.platform" is not deployed: run lakestage up dev.platform, or pulumi up --stack dev.platform, first',
      ],
      [older, 'stack "dev.platform" was deployed before it had preview: run lakestage up dev.platform, '],
    ] as const) {
      await expect(declared("dev", { outputs: { "dev.platform": outputs } })).rejects.toThrow(message);
    }
  });
});

describe("the workspace's configuration", () => {
  const configured = (former: readonly string[]): Promise<Declaration> =>
    declared("dev", { outputs: { dev: { configurationKeys: former }, "dev.platform": platformOutputs("dev") } });
  const said = { enableTokensConfig: "false", enableVerboseAuditLogs: "true" };

  it("goes back to what a new workspace has, where the settings say nothing any more", async () => {
    const former = ["enableVerboseAuditLogs", "enableResultsDownloading", "enableDcs", "maxTokenLifetimeDays"];
    const dev = await configured(former);
    expect(dev.only("databricks:index/workspaceConf:WorkspaceConf").inputs.customConfig).toEqual({
      ...said,
      enableResultsDownloading: "true",
      enableDcs: "false",
      maxTokenLifetimeDays: "0",
    });
    // It stays told: what is left out once more, the provider would switch off.
    expect((dev.result as { configurationKeys: string[] }).configurationKeys).toEqual(
      expect.arrayContaining([...former, "enableTokensConfig"]),
    );
  });

  it("is what the settings say, and nothing more, where they never said more", async () => {
    const dev = await configured([]);
    expect(dev.only("databricks:index/workspaceConf:WorkspaceConf").inputs.customConfig).toEqual(said);
  });
});

describe("a project that is paused", () => {
  it("has nothing that starts by itself", async () => {
    const settings = ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"];
    const files = [...settings, "projects/flight-delay.yaml", "projects/_defaults.yaml"];
    const copies = Object.fromEntries(files.map((name) => [name, readFileSync(join(CHECKOUT, name), "utf8")]));
    const online = "      timestamp: scheduled_departure\n      online: { refresh: CONTINUOUS }\n";
    const project = (copies["projects/flight-delay.yaml"] ?? "").replace(
      "      timestamp: scheduled_departure\n",
      online,
    );
    const directory = projectWith({ ...copies, "projects/flight-delay.yaml": `${project}onlineStore: {}\n` });
    const [stack] = await declareEstate(directory, ["dev.flight-delay"]);
    const ofType = (type: string) => stack?.resources.filter((resource) => resource.type === type) ?? [];

    const monitors = ofType("databricks:index/qualityMonitor:QualityMonitor");
    expect(monitors).toHaveLength(2);
    for (const { inputs } of monitors) expect(inputs).not.toHaveProperty("schedule");
    const starts = [...ofType("databricks:index/job:Job"), ...ofType("databricks:index/alertV2:AlertV2")].flatMap(
      ({ inputs }) => [inputs.schedule, inputs.trigger, inputs.continuous].filter((start) => start !== undefined),
    );
    expect(starts.length).toBeGreaterThan(3);
    for (const start of starts) expect(start).toMatchObject({ pauseStatus: "PAUSED" });
    const [copy] = ofType("databricks:index/databaseSyncedDatabaseTable:DatabaseSyncedDatabaseTable");
    expect(copy?.inputs.spec).toMatchObject({ schedulingPolicy: "TRIGGERED" });
  });
});

describe("a training job", () => {
  it("tries again what may fail for a moment, and not what judges a version", async () => {
    const [stack] = await declareEstate(CHECKOUT, ["dev.flight-delay"]);
    const job = stack?.resources.find(({ name, type }) => name === "training" && type === "databricks:index/job:Job");
    const tasks = job?.inputs.tasks as { taskKey: string; maxRetries?: number }[] | undefined;
    const attempts = Object.fromEntries((tasks ?? []).map((task) => [task.taskKey, task.maxRetries ?? 0]));
    expect(attempts).toEqual({ train: 1, validate: 0, approve: 0, deploy: 1 });
  });
});

describe("what an environment says itself", () => {
  /** What the engine gives to every stack, of `Pulumi.yaml`. */
  const configured = { "lakestage:metastore": JSON.stringify({ id: "of-the-estate" }) };
  afterEach(() => pulumi.runtime.setAllConfig({}));

  it("holds in its platform, though the engine tells only the estate's settings there", async () => {
    const files = ["Pulumi.yaml", "Pulumi.dev.yaml"].map((name) => [name, readFileSync(join(CHECKOUT, name), "utf8")]);
    const directory = projectWith({
      ...Object.fromEntries(files),
      "Pulumi.dev.yaml": `${files[1]?.[1]}  lakestage:metastore: { id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c99 }\n`,
    });
    const platform = await declaredBy(
      () => {
        pulumi.runtime.setAllConfig(configured);
        return runStack(directory);
      },
      { stack: "dev.platform" },
    );
    expect(platform.only("databricks:index/metastoreAssignment:MetastoreAssignment").inputs.metastoreId).toBe(
      "3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c99",
    );
  });
});

describe("the account's address", () => {
  const given = process.env.LAKESTAGE_ACCOUNT_HOST;
  afterEach(() => {
    if (given === undefined) delete process.env.LAKESTAGE_ACCOUNT_HOST;
    else process.env.LAKESTAGE_ACCOUNT_HOST = given;
  });

  it.each([
    ["http://127.0.0.1:7400", "http://127.0.0.1:7400"],
    ["", "https://accounts.azuredatabricks.net"],
  ])("is the environment variable's %j, else the settings'", async (value, host) => {
    process.env.LAKESTAGE_ACCOUNT_HOST = value;
    expect((await declared("dev.platform")).named("account").inputs).toMatchObject({ host });
  });
});

describe("a platform whose reader is not deployed yet", () => {
  const answers = { "pulumi:pulumi:StackReference": { outputs: {} } };

  it("can be previewed", async () => {
    const preview = await declared("prod.platform", { preview: true, answers });
    expect(
      pulumi.isUnknown(preview.only("databricks:index/workspaceBinding:WorkspaceBinding").inputs.workspaceId),
    ).toBe(true);
  });
});

describe("a mistake", () => {
  const refused = async (stack: string, directory?: string): Promise<[string, string[]]> => {
    const resources: Declaration["resources"][number][] = [];
    const error = await declared(stack, { resources }, directory).then(
      () => "nothing was refused",
      (reason: Error) => reason.message,
    );
    return [error, resources.map(({ name }) => name)];
  };

  it("in the stack's name is refused before anything is declared", async () => {
    expect(await refused("porod")).toEqual([
      'stack "porod": no environment "porod"; did you mean "prod"? ' +
        '(there are "dev", "prod" and "staging"; a new one needs this file, and a name of 2 to 8 lower-case letters and digits)',
      [],
    ]);
  });

  it("in a project's name is refused before anything is declared", async () => {
    expect(await refused("prod.Flight Delay")).toEqual([
      'stack "prod.Flight Delay": "Flight Delay" is no project\'s name: lower-case letters, digits and dashes, such as prod.flight-delay',
      [],
    ]);
  });

  it("in the settings is refused before anything is declared, with its place", async () => {
    const directory = projectWith({
      "Pulumi.yaml": readFileSync(join(CHECKOUT, "Pulumi.yaml"), "utf8"),
      "Pulumi.dev.yaml": "config:\n  lakestage:natwork: {}\n",
    });
    const [error, resources] = await refused("dev", directory);
    expect(error.split("\n")).toContain('Pulumi.dev.yaml:2:3: unknown key "natwork"; did you mean "network"?');
    expect(resources).toEqual([]);
  });

  it("in a group's name is refused before anything but the account's provider is declared, with its place", async () => {
    const files = ["Pulumi.yaml", "Pulumi.dev.yaml"].map((name) => [name, readFileSync(join(CHECKOUT, name), "utf8")]);
    const shipped: Record<string, string> = Object.fromEntries(files);
    const directory = projectWith({
      "Pulumi.yaml": shipped["Pulumi.yaml"] ?? "",
      "Pulumi.dev.yaml": `${shipped["Pulumi.dev.yaml"]}  lakestage:groups:\n    dataScientists: data-scientist\n    mlEngineers: nobody\n`,
    });
    const lines = shipped["Pulumi.dev.yaml"]?.split("\n").length ?? 0;
    expect(await refused("dev.platform", directory)).toEqual([
      `Pulumi.dev.yaml:${lines + 1}:21: the account has no group "data-scientist": make it in the directory and add it to the account, or name another\n` +
        `Pulumi.dev.yaml:${lines + 2}:18: the account has no group "nobody": make it in the directory and add it to the account, or name another`,
      ["account"],
    ]);
  });
});
