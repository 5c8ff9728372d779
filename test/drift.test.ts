import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Caller, succeed } from "./harness/api-calls";
import { deployedEstate } from "./harness/deployed-estate";
import { CHECKOUT, type Estate } from "./harness/estate";
import { Project } from "./harness/project";

const MINUTES = 60_000;
const PROJECT = "prod.diabetes-progression";
const ENVIRONMENTS = ["dev", "staging", "prod"];
const STACKS = [...ENVIRONMENTS.flatMap((environment) => [`${environment}.platform`, environment]), PROJECT];
const SCIENTIST = "data.scientist@lakestage.example";
const DEPLOYER = "lakestage-deployer";
const RUNNERS = "lakestage-prod-runners";
const JOB = "diabetes-progression-training";

/** What `lakestage drift --json` says; only what these tests look at. */
interface Drift {
  access: { what: string; stack: string; who: string; where: string; holds: string[]; remove: string; adopt: string }[];
}

/** Access that somebody gives by hand, in production; each test goes on from the one before. */
describe("an estate in which somebody gives access by hand", () => {
  let estate: Estate;
  let deployer: Caller;
  let workspace: Record<string, { id: string; address: string }>;
  /** Address of the group of prod's run identities. */
  let runners: string;

  beforeAll(async () => {
    estate = await deployedEstate("environments");
    await estate.succeed("up", PROJECT);
    deployer = { token: await estate.token(DEPLOYER) };
    workspace = await workspaces();
    runners = `${await scimAddress()}/Groups/${await idIn("Groups", `displayName eq "${RUNNERS}"`)}`;
  }, 10 * MINUTES);
  afterAll(() => estate.dispose());

  test(
    "has no drift before, and a stack that is not deployed is said to be none",
    async () => {
      const { stdout, stderr } = await estate.succeed("drift", ...STACKS, "dev.flight-delay");
      expect(stdout.split("\n").sort()).toEqual(STACKS.map((stack) => `${stack}: nothing differs`).sort());
      expect(stderr).toContain("dev.flight-delay: not deployed");
      expect(stderr).not.toContain("settings have changed");
    },
    5 * MINUTES,
  );

  test.each([
    {
      edit: "another schema, another name of a group, and a workspace less that reads production",
      change: ({ directory }: Project) => {
        replaced(join(directory, "projects/diabetes-progression.yaml"), /^/, "schema: sugar\n");
        replaced(join(directory, "Pulumi.yaml"), "dataScientists: data-scientists", "dataScientists: analysts");
        replaced(join(directory, "Pulumi.prod.yaml"), /readOnlyIn: \[.*\]/, "readOnlyIn: []");
      },
      chosen: ["prod.platform", "prod", PROJECT],
      changed: ["prod.platform", PROJECT],
    },
    {
      edit: "a project's file less",
      change: ({ directory }: Project) => rmSync(join(directory, "projects/diabetes-progression.yaml")),
      chosen: ["dev.platform", "prod.platform"],
      // In prod it is deployed, and keeps its identity.
      changed: ["dev.platform"],
    },
  ])(
    "has none where files have $edit since, and is told which settings have changed",
    async ({ change, changed, chosen }) => {
      const files = Project.create();
      for (const name of ["projects", "Pulumi.yaml", ...ENVIRONMENTS.map((each) => `Pulumi.${each}.yaml`)]) {
        files.copy(name);
      }
      change(files);
      const outcome = await estate.runWith({ LAKESTAGE_PROJECT: files.directory }, "drift", ...chosen);
      files.dispose();
      expect(outcome.stdout.split("\n")).toEqual(chosen.map((stack) => `${stack}: nothing differs`));
      expect(outcome.stderr).toContain(`\n${changed.join(", ")}: settings have changed since the last deployment`);
      expect(outcome.exitCode).toBe(0);
    },
    5 * MINUTES,
  );

  test(
    "has each found, with who holds it and how to take it away or keep it",
    async () => {
      await giveByHand();
      const { exitCode, stdout } = await estate.run("drift", ...STACKS, "--json");
      expect(exitCode).toBe(6);
      const { access } = JSON.parse(stdout) as Drift;
      expect(access.map(({ holds, stack, what, where, who }) => ({ what, stack, who, where, holds }))).toEqual([
        { what: "grant", stack: "prod.platform", who: SCIENTIST, where: "catalog prod", holds: ["MODIFY"] },
        {
          what: "binding",
          stack: "prod.platform",
          who: "workspace of staging",
          where: "catalog prod",
          holds: ["read-write"],
        },
        {
          what: "membership",
          stack: "prod.platform",
          who: SCIENTIST,
          where: `group ${RUNNERS}`,
          holds: ["membership"],
        },
        { what: "permission", stack: PROJECT, who: SCIENTIST, where: `job ${JOB} of prod`, holds: ["CAN_MANAGE"] },
      ]);
      for (const { adopt, remove } of access) expect([adopt, remove]).not.toContain("");
    },
    5 * MINUTES,
  );

  test(
    "is told so in words, and by the resources that differ",
    async () => {
      const { exitCode, stdout } = await estate.run("drift", "prod.platform");
      expect(exitCode).toBe(6);
      expect(stdout).toContain(`prod.platform: ${SCIENTIST} holds MODIFY on catalog prod, and no file says so.`);
      expect(stdout).toContain(`to remove it: REVOKE MODIFY ON CATALOG \`prod\` FROM \`${SCIENTIST}\``);
      expect(stdout).toContain("to adopt it: give MODIFY to a role in infra/config/access.ts");
      expect(stdout).toMatch(/~ databricks\.Grants \S*catalog-grants/);
    },
    5 * MINUTES,
  );

  test(
    "keeps what is in stacks that an `up` does not choose",
    async () => {
      const { stderr } = await estate.succeed("up", "staging.platform", "staging");
      expect(stderr).not.toContain("taken away");
      expect(await bindings()).toHaveProperty(idOf("staging"), "BINDING_TYPE_READ_WRITE");
    },
    5 * MINUTES,
  );

  test(
    "deploys where access cannot be read, and says so",
    async () => {
      const fault = [
        "--kind",
        "status",
        "--status",
        "403",
        "--plane",
        "account",
        "--operation",
        "iam.AccountUsersV2.List",
      ];
      await estate.succeed("sandbox", "fault", "add", ...fault);
      const { stderr } = await estate.succeed("up", "prod.platform");
      await estate.succeed("sandbox", "fault", "clear");
      expect(stderr).toContain("Access that was given by hand is not looked for: ");
      expect(stderr).not.toContain("taken away");
    },
    5 * MINUTES,
  );

  test(
    "loses with the next `up` what its stacks declare as a whole, and nothing else",
    async () => {
      const { stderr } = await estate.succeed("up", ...STACKS);
      const gone = stderr.split("\n").filter((line) => line.includes("taken away"));
      expect(gone).toEqual([
        `prod.platform: taken away: ${SCIENTIST} holds MODIFY on catalog prod`,
        "prod.platform: taken away: catalog prod is bound to the workspace of staging, read-write",
        `${PROJECT}: taken away: ${SCIENTIST} holds CAN_MANAGE on job ${JOB} of prod`,
      ]);
      expect(await bindings()).toEqual({
        [idOf("prod")]: "BINDING_TYPE_READ_WRITE",
        [idOf("dev")]: "BINDING_TYPE_READ_ONLY",
      });
      const { exitCode, stdout } = await estate.run("drift", ...STACKS, "--json");
      expect(exitCode).toBe(6);
      expect((JSON.parse(stdout) as Drift).access.map(({ what }) => what)).toEqual(["membership"]);
    },
    10 * MINUTES,
  );

  test(
    "gets a read-only binding back that became read-write",
    async () => {
      const add = [{ workspace_id: Number(idOf("dev")), binding_type: "BINDING_TYPE_READ_WRITE" }];
      await inProd("PATCH", "/api/2.1/unity-catalog/bindings/catalog/prod", { add });
      await estate.succeed("up", "prod.platform");
      expect(await bindings()).toHaveProperty(idOf("dev"), "BINDING_TYPE_READ_ONLY");
    },
    5 * MINUTES,
  );

  test(
    "has no drift any more once the membership is taken away by hand",
    async () => {
      await scim({ op: "remove", path: `members[value eq "${await scientistId()}"]` });
      await estate.succeed("drift", ...STACKS);
      await estate.succeed("preview", ...STACKS, "--expect-no-changes");
    },
    5 * MINUTES,
  );

  async function giveByHand(): Promise<void> {
    await inProd("PATCH", "/api/2.1/unity-catalog/permissions/catalog/prod", {
      changes: [{ principal: SCIENTIST, add: ["MODIFY"] }],
    });
    await inProd("PATCH", "/api/2.1/unity-catalog/bindings/catalog/prod", {
      add: [{ workspace_id: Number(idOf("staging")), binding_type: "BINDING_TYPE_READ_WRITE" }],
    });
    const { jobs } = (await inProd("GET", `/api/2.2/jobs/list?name=${JOB}`)) as { jobs: { job_id: number }[] };
    await inProd("PATCH", `/api/2.0/permissions/jobs/${jobs[0]?.job_id}`, {
      access_control_list: [{ user_name: SCIENTIST, permission_level: "CAN_MANAGE" }],
    });
    await scim({ op: "add", path: "members", value: [{ value: await scientistId() }] });
  }

  const scim = (operation: object): Promise<unknown> =>
    succeed(deployer, "PATCH", runners, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
      Operations: [operation],
    });

  const inProd = (method: string, path: string, body?: object): Promise<unknown> =>
    succeed(deployer, method, `${workspace.prod?.address}${path}`, body);

  const idOf = (environment: string): string => workspace[environment]?.id ?? "";

  /** Of the catalog of prod: how it is bound, by the workspaces' ids. */
  async function bindings(): Promise<Record<string, string>> {
    const answer = await inProd("GET", "/api/2.1/unity-catalog/bindings/catalog/prod?max_results=0");
    const { bindings: found } = answer as { bindings: { workspace_id: number; binding_type: string }[] };
    return Object.fromEntries(found.map(({ binding_type: kind, workspace_id: id }) => [String(id), kind]));
  }

  async function workspaces(): Promise<Record<string, { id: string; address: string }>> {
    const found = await estate.json<{ stack: string; address?: string }[]>("status", ...ENVIRONMENTS);
    const entries = found.map(async ({ address = "", stack }) => {
      const path = "/api/2.1/unity-catalog/current-metastore-assignment";
      const { workspace_id: id } = (await succeed(deployer, "GET", `${address}${path}`)) as { workspace_id: number };
      return [stack, { id: String(id), address }] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  function accountId(): string {
    const { config } = parse(readFileSync(join(CHECKOUT, "Pulumi.yaml"), "utf8")) as {
      config: { "lakestage:account": { value: { id: string } } };
    };
    return config["lakestage:account"].value.id;
  }

  const scientistId = (): Promise<string> => idIn("Users", `userName eq "${SCIENTIST}"`);

  /** The account's id of a principal. */
  async function idIn(directory: "Users" | "Groups", filter: string): Promise<string> {
    const answer = await succeed(deployer, "GET", `${await scimAddress()}/${directory}?filter=${filter}`);
    const { Resources } = answer as { Resources: { id: string }[] };
    return Resources[0]?.id ?? "";
  }

  const scimAddress = async (): Promise<string> =>
    `${(await estate.addresses()).account}/api/2.0/accounts/${accountId()}/scim/v2`;
});

function replaced(file: string, from: string | RegExp, to: string): void {
  const text = readFileSync(file, "utf8");
  const changed = text.replace(from, to);
  // A change that changes nothing would prove nothing.
  expect(changed).not.toBe(text);
  writeFileSync(file, changed);
}
