import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { answer, succeed } from "./harness/api-calls";
import { CHECKOUT, Estate } from "./harness/estate";
import { Project } from "./harness/project";
import { withoutTrash } from "./harness/trash";

const MINUTES = 60_000;
const PROJECT = "diabetes-progression";
const SCHEMA = "diabetes_progression";
const NAMED = `prod.${SCHEMA}.patient_features`;
const UNNAMED = `prod.${SCHEMA}.patient_names`;
const SNAPSHOTS = `dev.${SCHEMA}_prod_snapshot`;

const SCIENTIST = "data.scientist@lakestage.example";
const IDENTITY = `lakestage-prod-${PROJECT}-snapshot`;
const DEPLOYER = "lakestage-deployer";

type Environment = "dev" | "prod";

interface StackStatus {
  stack: string;
  address?: string;
  waiting: { what: string; for: string }[];
}

/** Production that development may not read, from nothing and back to nothing; each test goes on from the one before. */
describe("an estate with prodAccess: snapshot", () => {
  let project: Project;
  let estate: Estate;
  let asNew: Record<string, string[]>;

  beforeAll(async () => {
    project = Project.create();
    project.copy("Pulumi.dev.yaml");
    setProdAccess("snapshot");
    writeProject();
    estate = await Estate.create(project.directory);
    await estate.succeed("sandbox", "start");
    asNew = withoutTrash(await estate.inventory());
  }, 2 * MINUTES);
  afterAll(async () => {
    await estate.dispose();
    project.dispose();
  });

  test(
    "begins in development, which waits for production",
    async () => {
      await estate.succeed("up", "dev.platform", "dev", `dev.${PROJECT}`);
      expect(await waiting("dev.platform")).toEqual([
        { what: "writing of snapshots of prod", for: "stack prod.platform" },
      ]);
      expect(await waiting(`dev.${PROJECT}`)).toContainEqual({
        what: `schema ${SCHEMA}_prod_snapshot`,
        for: "stacks prod.platform and dev.platform",
      });
    },
    10 * MINUTES,
  );

  test(
    "comes up with one command, production first, and has nothing to do then",
    async () => {
      await estate.succeed("up");
      await expectNothingToDo();
      expect(await waiting(`prod.${PROJECT}`)).toContainEqual({
        what: "snapshots of patient_features",
        for: `table ${NAMED}`,
      });
      expect(await waiting("dev.platform")).toEqual([]);
      expect(await waiting(`dev.${PROJECT}`)).not.toContainEqual(
        expect.objectContaining({ what: expect.stringContaining("snapshot") }),
      );
    },
    10 * MINUTES,
  );

  test(
    "takes snapshots of a table once there is one",
    async () => {
      for (const name of [NAMED, UNNAMED])
        expect(await status(DEPLOYER, "prod", "POST", "tables", table(name))).toBe(200);
      await estate.succeed("up", PROJECT);
      expect(JSON.stringify(await waiting(`prod.${PROJECT}`))).not.toContain("snapshots of");
      await expectNothingToDo();
      const { jobs } = (await ask(DEPLOYER, "prod", "/api/2.2/jobs/list?name=diabetes-progression-snapshot")) as {
        jobs: { job_id: number }[];
      };
      const { userName } = (await ask(IDENTITY, "prod", "/api/2.0/preview/scim/v2/Me")) as { userName: string };
      const job = await ask(DEPLOYER, "prod", `/api/2.2/jobs/get?job_id=${jobs[0]?.job_id}`);
      expect(job).toMatchObject({ run_as_user_name: userName });
    },
    10 * MINUTES,
  );

  test(
    "lets the identity read the named table in production, and no other",
    async () => {
      expect(await status(IDENTITY, "prod", "GET", `tables/${NAMED}`)).toBe(200);
      expect(await status(IDENTITY, "prod", "GET", `tables/${UNNAMED}`)).toBe(403);
      expect(await status(IDENTITY, "prod", "POST", "tables", table(`prod.${SCHEMA}.mine`))).toBe(403);
      expect(await status(IDENTITY, "prod", "POST", "schemas", { catalog_name: "prod", name: "mine" })).toBe(403);
    },
    MINUTES,
  );

  test(
    "lets the identity write snapshots, and nothing else in development",
    async () => {
      expect(await status(IDENTITY, "prod", "POST", "tables", table(`${SNAPSHOTS}.patient_features`))).toBe(200);
      expect(await status(IDENTITY, "prod", "POST", "tables", table(`dev.${SCHEMA}.mine`))).toBe(403);
      expect(await status(IDENTITY, "prod", "POST", "schemas", { catalog_name: "dev", name: "mine" })).toBe(403);
      // It is let into production's workspace only.
      expect(await status(IDENTITY, "dev", "GET", `tables/${SNAPSHOTS}.patient_features`)).toBeGreaterThanOrEqual(401);
    },
    MINUTES,
  );

  test(
    "shows people the snapshots in development, and nothing of production there",
    async () => {
      expect(await status(SCIENTIST, "dev", "GET", `tables/${SNAPSHOTS}.patient_features`)).toBe(200);
      expect(await status(SCIENTIST, "dev", "GET", "catalogs/prod")).toBe(404);
      expect(await status(SCIENTIST, "dev", "GET", `tables/${NAMED}`)).toBe(404);
      expect(await status(DEPLOYER, "dev", "GET", `tables/${NAMED}`)).toBe(404);
    },
    MINUTES,
  );

  test(
    "goes over to reading and back, and has nothing to do after either",
    async () => {
      setProdAccess("binding");
      // The copies go with their schema, and the job that makes them, which somebody has to mean.
      await estate.succeed("up", "--destroys", SNAPSHOTS, "--destroys", `prod.${PROJECT}/${PROJECT}-snapshot`);
      await expectNothingToDo();
      expect(await status(SCIENTIST, "dev", "GET", `tables/${NAMED}`)).toBe(200);
      expect(await status(SCIENTIST, "dev", "GET", `schemas/${SNAPSHOTS}`)).toBe(404);
      // Its token is nobody's any more.
      expect(await status(IDENTITY, "prod", "GET", `tables/${NAMED}`)).toBe(403);

      setProdAccess("snapshot");
      // Production's lock guards the endpoints by which development reached its storage.
      await estate.succeed("up", "--unlock");
      await expectNothingToDo();
      expect(await status(SCIENTIST, "dev", "GET", `tables/${NAMED}`)).toBe(404);
      expect(await status(SCIENTIST, "dev", "GET", `schemas/${SNAPSHOTS}`)).toBe(200);
    },
    10 * MINUTES,
  );

  test(
    "goes without leaving anything behind",
    async () => {
      await estate.succeed("destroy", "--all");
      expect(withoutTrash(await estate.inventory())).toEqual(asNew);
    },
    10 * MINUTES,
  );

  function setProdAccess(prodAccess: "binding" | "snapshot"): void {
    const { config } = parse(readFileSync(join(CHECKOUT, "Pulumi.prod.yaml"), "utf8")) as { config: object };
    const changed = {
      ...config,
      "lakestage:unityCatalog": { readOnlyIn: ["dev"], prodAccess },
      // The test's tables go with it.
      "lakestage:protection": { forceDestroy: true },
    };
    project.file("Pulumi.prod.yaml", stringify({ config: changed }));
  }

  function writeProject(): void {
    mkdirSync(join(project.directory, "projects"));
    const read = (file: string) =>
      parse(readFileSync(join(CHECKOUT, "projects", file), "utf8")) as { [key: string]: unknown };
    const { environments, ...defaults } = read("_defaults.yaml");
    const { staging: _, ...others } = environments as { [key: string]: unknown };
    write("_defaults.yaml", { ...defaults, environments: others });
    write(`${PROJECT}.yaml`, { ...read(`${PROJECT}.yaml`), snapshots: { tables: { patient_features: {} } } });
  }

  const write = (file: string, content: object): void =>
    writeFileSync(join(project.directory, "projects", file), stringify(content));

  async function expectNothingToDo(): Promise<void> {
    await estate.succeed("preview", "--expect-no-changes");
    await estate.succeed("refresh", "--preview-only", "--expect-no-changes");
  }

  async function statusOf(stack: string): Promise<StackStatus> {
    const [found] = await estate.json<StackStatus[]>("status", stack);
    if (!found) throw new Error(`status does not know ${stack}`);
    return found;
  }

  const waiting = async (stack: string): Promise<StackStatus["waiting"]> => (await statusOf(stack)).waiting;

  const addresses = new Map<Environment, Promise<string>>();

  /** Of a workspace, asked for once. */
  function addressOf(environment: Environment): Promise<string> {
    const address = addresses.get(environment) ?? statusOf(environment).then(({ address = "" }) => address);
    addresses.set(environment, address);
    return address;
  }

  const ask = async (principal: string, from: Environment, path: string): Promise<unknown> =>
    succeed({ token: await estate.token(principal) }, "GET", `${await addressOf(from)}${path}`);

  /** How Unity Catalog answers a principal that asks from an environment's workspace. */
  async function status(
    principal: string,
    from: Environment,
    method: string,
    path: string,
    body?: object,
  ): Promise<number> {
    const url = `${await addressOf(from)}/api/2.1/unity-catalog/${path}`;
    return (await answer({ token: await estate.token(principal) }, method, url, body)).status;
  }
});

/** What makes a table of this full name. */
function table(fullName: string): object {
  const [catalog, schema, name] = fullName.split(".");
  return {
    catalog_name: catalog,
    schema_name: schema,
    name,
    table_type: "MANAGED",
    data_source_format: "DELTA",
    storage_location: "",
    columns: [{ name: "patient_id", type_text: "bigint", type_name: "LONG", type_json: '"long"', position: 0 }],
  };
}
