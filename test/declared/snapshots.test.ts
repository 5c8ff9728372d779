import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { stableGuid } from "../../infra/components/azure/role-assignment";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { runStack } from "../../infra/program/run-stack";
import { type Declaration, declaredBy } from "../../infra/testing/declared-resources";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";

const CHECKOUT = join(__dirname, "../..");
const PROJECT = "diabetes-progression";
const SNAPSHOTS = {
  tables: { patient_features: { columns: ["patient_id"] }, "diabetes_progression_monitoring.drift": {} },
};

const read = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");

/** The checkout's settings, with prod in snapshot mode and one project that names two tables. */
function estateWithSnapshots(project: object = {}): string {
  const prod = parse(read("Pulumi.prod.yaml"));
  prod.config["lakestage:unityCatalog"] = { readOnlyIn: ["dev"], prodAccess: "snapshot" };
  const own = { ...parse(read(`projects/${PROJECT}.yaml`)), snapshots: SNAPSHOTS, ...project };
  return projectWith({
    ...Object.fromEntries(["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml"].map((file) => [file, read(file)])),
    "Pulumi.prod.yaml": stringify(prod),
    "projects/_defaults.yaml": read("projects/_defaults.yaml"),
    [`projects/${PROJECT}.yaml`]: stringify(own),
    "dist/own.whl": "",
  });
}

type Estate = Record<"dev" | "prod" | "devWorkspace" | "prodWorkspace" | "devProject" | "prodProject", DeclaredStack>;

async function declared(directory: string): Promise<Estate> {
  const stacks = await declareEstate(directory);
  const named = (wanted: string): DeclaredStack => {
    const found = stacks.find(({ name }) => name === wanted);
    if (!found) throw new Error(`${wanted} is not declared`);
    return found;
  };
  return {
    dev: named("dev.platform"),
    prod: named("prod.platform"),
    devWorkspace: named("dev"),
    prodWorkspace: named("prod"),
    devProject: named(`dev.${PROJECT}`),
    prodProject: named(`prod.${PROJECT}`),
  };
}

const inputsOf = ({ resources }: DeclaredStack, type: string): Record<string, unknown>[] =>
  resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);

interface Grants {
  [securable: string]: unknown;
  grants: { principal: string; privileges: string[] }[];
}

const grantsIn = (stack: DeclaredStack): Grants[] => inputsOf(stack, "databricks:index/grants:Grants") as Grants[];

/** All that is granted to a principal: securables by type and name, in the order of these, and privileges. */
const heldBy = (principal: string, stack: DeclaredStack): [string, string[]][] =>
  grantsIn(stack)
    .flatMap(({ grants, ...securable }) =>
      grants
        .filter((grant) => grant.principal === principal)
        .map(({ privileges }): [string, string[]] => [Object.entries(securable).flat().join(" "), privileges]),
    )
    .sort(([one], [other]) => (one < other ? -1 : 1));

const GROUP = "lakestage-prod-snapshots";
const IDENTITY = stableGuid("application", `lakestage-prod-${PROJECT}-snapshot`);

let estate: Estate;
beforeAll(async () => {
  estate = await declared(estateWithSnapshots());
});
afterAll(removeProjects);

describe("with prodAccess: snapshot", () => {
  it("production's catalog is bound nowhere, and development's to production's workspace, for writing", () => {
    const bindings = "databricks:index/workspaceBinding:WorkspaceBinding";
    expect(inputsOf(estate.prod, bindings)).toEqual([]);
    expect(inputsOf(estate.dev, bindings)).toEqual([
      {
        securableType: "catalog",
        securableName: "dev",
        workspaceId: estate.prod.outputs.workspaceId,
        bindingType: "BINDING_TYPE_READ_WRITE",
      },
    ]);
  });

  it("the snapshot identities' group passes through both catalogs, starts jobs in production, and no more", () => {
    expect(heldBy(GROUP, estate.prod)).toEqual([["catalog prod", ["USE_CATALOG"]]]);
    expect(heldBy(GROUP, estate.dev)).toEqual([["catalog dev", ["USE_CATALOG"]]]);
    const permitted = inputsOf(estate.prodWorkspace, "databricks:index/permissions:Permissions").filter(
      ({ accessControls }) => JSON.stringify(accessControls).includes(GROUP),
    );
    expect(permitted.map((inputs) => Object.keys(inputs).sort())).toEqual([["accessControls", "clusterPolicyId"]]);
  });

  it("a project's identity reads the named tables of production, one by one", () => {
    expect(heldBy(IDENTITY, estate.prodProject)).toEqual([
      ["schema prod.diabetes_progression", ["USE_SCHEMA"]],
      ["schema prod.diabetes_progression_monitoring", ["USE_SCHEMA"]],
      ["table prod.diabetes_progression.patient_features", ["SELECT"]],
      ["table prod.diabetes_progression_monitoring.drift", ["SELECT"]],
    ]);
  });

  it("and writes to the schema of its snapshots in development only", () => {
    expect(inputsOf(estate.devProject, "databricks:index/schema:Schema")).toContainEqual(
      expect.objectContaining({ catalogName: "dev", name: "diabetes_progression_prod_snapshot" }),
    );
    expect(heldBy(IDENTITY, estate.devProject)).toEqual([
      ["schema dev.diabetes_progression_prod_snapshot", ["USE_SCHEMA", "CREATE_TABLE", "MODIFY"]],
    ]);
  });

  it("no securable has two lists of grants", () => {
    for (const stack of Object.values(estate)) {
      const securables = grantsIn(stack).map(({ grants: _, ...securable }) => JSON.stringify(securable));
      expect(new Set(securables).size).toBe(securables.length);
    }
  });

  it("the job runs as that identity, on a schedule, with an end, further attempts and somebody to tell", () => {
    const job = inputsOf(estate.prodProject, "databricks:index/job:Job").find(
      ({ name }) => name === `${PROJECT}-snapshot`,
    );
    expect(job).toMatchObject({
      runAs: { servicePrincipalName: IDENTITY },
      schedule: { quartzCronExpression: "0 0 4 * * ?", pauseStatus: "UNPAUSED" },
      timeoutSeconds: 7200,
      emailNotifications: { onFailures: ["chronic-care@lakestage.example"] },
      tasks: [
        {
          taskKey: "dev",
          maxRetries: 1,
          sparkPythonTask: {
            parameters: expect.arrayContaining([
              "snapshot",
              `--tables=${JSON.stringify(SNAPSHOTS.tables)}`,
              "--target=dev.diabetes_progression_prod_snapshot",
            ]),
          },
        },
      ],
    });
  });

  it("nothing of it is where nobody takes snapshots", async () => {
    const usual = await declared(CHECKOUT);
    expect(JSON.stringify(Object.values(usual))).not.toContain("snapshot-identity");
    expect(inputsOf(usual.prod, "databricks:index/workspaceBinding:WorkspaceBinding")).toHaveLength(1);
  });
});

describe("the code of the snapshot job", () => {
  it("as a wheel, lies in a volume of its own, which is all that the identity reads of files", async () => {
    const source = { delivery: "wheel", wheel: "dist/own.whl" };
    const { prodProject } = await declared(estateWithSnapshots({ source }));
    const volumes = heldBy(IDENTITY, prodProject).filter(([securable]) => securable.startsWith("volume"));
    expect(volumes).toEqual([["volume prod.diabetes_progression.snapshot_code", ["READ_VOLUME"]]]);
    expect(inputsOf(prodProject, "databricks:index/file:File").map(({ path }) => path)).toContain(
      "/Volumes/prod/diabetes_progression/snapshot_code/wheels/own.whl",
    );
  });
});

describe("what snapshots need of a stack that is not deployed", () => {
  const from = estateWithSnapshots();
  const declaredIn = (stack: string, answers: Record<string, Record<string, unknown>> = {}) =>
    declaredBy(() => runStack(from), { stack, answers });

  it("waits for production, in development's platform", async () => {
    const dev = await declaredIn("dev.platform", { "pulumi:pulumi:StackReference": { outputs: {} } });
    expect(dev.result).toMatchObject({
      waiting: [{ what: "writing of snapshots of prod", for: "stack prod.platform" }],
    });
    expect(dev.ofType("databricks:index/workspaceBinding:WorkspaceBinding")).toEqual([]);
  });

  it("waits for both platforms, in the project's stack in development", async () => {
    const dev = await declaredIn(`dev.${PROJECT}`);
    expect(waitingIn(dev)).toContainEqual({
      what: "schema diabetes_progression_prod_snapshot",
      for: "stacks prod.platform and dev.platform",
    });
  });

  it("waits for production's platform to have the setting deployed, in the project's stack there", async () => {
    const prod = await declaredIn(`prod.${PROJECT}`);
    expect(waitingIn(prod)).toContainEqual({ what: "snapshots", for: "stack prod.platform" });
    expect(prod.names).not.toContain("snapshot");
  });

  const waitingIn = ({ result }: Declaration): unknown[] => (result as { waiting: unknown[] }).waiting;
});
