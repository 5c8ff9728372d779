import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import execa from "execa";
import Database from "libsql";
import { z } from "zod";
import { type Deployment, ownResources } from "../cli/engine/deployment";
import { readSandboxDeployment } from "../cli/targets/sandbox-state";
import { encryptionSalt, Home } from "../sandbox/lifecycle";
import { CHECKOUT, Estate } from "./harness/estate";

const MINUTES = 60_000;

/**
 * The shipped estate as 50d2074, the last version of nine stacks, deployed it: what its control plane held, and its stacks'
 * states as `pulumi stack export --show-secrets` printed them. Of addresses it has the distance from the first port:
 * `{port+2}`.
 */
const ESTATE = join(CHECKOUT, "test/migration/nine-stacks.json.gz");

const estateSchema = z.object({
  documents: z.array(z.tuple([z.string(), z.string(), z.string()])),
  counters: z.array(z.tuple([z.string(), z.number()])),
  stacks: z.record(z.string(), z.looseObject({ deployment: z.looseObject({}) })),
});

type DeployedBefore = z.output<typeof estateSchema>;

function deployedBefore(firstPort: number): DeployedBefore {
  const text = gunzipSync(readFileSync(ESTATE)).toString();
  return estateSchema.parse(
    JSON.parse(text.replaceAll(/\{port\+(\d+)\}/g, (_, distance) => String(firstPort + Number(distance)))),
  );
}

/** Puts what the control plane held in the place of what a new one holds. */
function restoreControlPlane(home: string, { counters, documents }: DeployedBefore): void {
  const database = new Database(join(home, "state", "control-plane.db"));
  database.exec("DELETE FROM contents; DELETE FROM documents; DELETE FROM counters");
  const document = database.prepare("INSERT INTO documents (collection, key, body) VALUES (?, ?, ?)");
  for (const row of documents) document.run(...row);
  const counter = database.prepare("INSERT INTO counters (name, value) VALUES (?, ?)");
  for (const row of counters) counter.run(...row);
  database.close();
}

/** Imports the states, as a shell with what `lakestage env` exports does. */
async function importStates(estate: Estate, { stacks }: DeployedBefore): Promise<void> {
  const { stdout: exports } = await estate.succeed("env", "--shell", "sh");
  const secrets_providers = { type: "passphrase", state: { salt: encryptionSalt(Home.of(estate.environment)) } };
  const lines = Object.entries(stacks).map(([stack, { deployment, ...others }]) => {
    const file = join(estate.home, `${stack}.json`);
    writeFileSync(file, JSON.stringify({ ...others, deployment: { ...deployment, secrets_providers } }), {
      mode: 0o600,
    });
    const init = stateOf(estate, stack) ? "" : `pulumi stack init ${stack} --no-select && `;
    return `${init}pulumi stack import --stack ${stack} --file ${file}`;
  });
  const script = join(estate.home, "import.sh");
  writeFileSync(script, ["set -e", exports, ...lines, ""].join("\n"), { mode: 0o700 });
  const { all, exitCode } = await execa("sh", [script], { cwd: estate.project, reject: false, all: true });
  if (exitCode !== 0) throw new Error(all);
}

const stateOf = (estate: Estate, stack: string): Deployment | undefined =>
  readSandboxDeployment(Home.of(estate.environment), stack);

/** What providers made, by environment, type and id, with when the engine made it. */
function made(deployments: readonly (Deployment | undefined)[]): Map<string, unknown> {
  return new Map(
    deployments
      .flatMap(ownResources)
      .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
      .map(({ created, id, type, urn }) => [`${/urn:pulumi:(\w+)/.exec(urn)?.[1]} ${type} ${id}`, created]),
  );
}

/**
 * What the version before gave pipelines, and this one takes away: three roles in Azure, and a trust in tokens that Azure
 * Pipelines never had.
 */
const TAKEN_AWAY =
  /^\w+ (azure-native:authorization:RoleAssignment |\S+:ServicePrincipalFederationPolicy \d+,azure-devops$)/;
/** Goes first, and comes again last. */
const LOCK = /^\w+ azure-native:authorization:ManagementLock/;

describe("an estate that was deployed before environments had platforms' stacks", () => {
  let estate: Estate;
  let before: Map<string, unknown>;
  const environments = ["dev", "staging", "prod"];
  const projects = environments.flatMap((each) => [`${each}.diabetes-progression`, `${each}.flight-delay`]);
  const stacks = [...environments, ...environments.map((each) => `${each}.platform`), ...projects];
  const all = () => stacks.map((stack) => stateOf(estate, stack));

  beforeAll(async () => {
    estate = await Estate.create();
    await estate.succeed("sandbox", "start");
    await estate.succeed("sandbox", "stop");
    const old = deployedBefore(estate.firstPort);
    restoreControlPlane(estate.home, old);
    await importStates(estate, old);
    before = made(all());
  }, 4 * MINUTES);
  afterAll(() => estate.dispose());

  test(
    "is refused with the way out, before anything is touched",
    async () => {
      const { exitCode, stderr } = await estate.run("up", "dev");
      expect(exitCode).toBe(2);
      expect(stderr).toContain("lakestage migrate");
      expect(made(all())).toEqual(before);
    },
    2 * MINUTES,
  );

  test(
    "is moved by one command: every resource is in one state, with the id that it had",
    async () => {
      const { stdout } = await estate.succeed("migrate");
      for (const each of environments) expect(stdout).toContain(`the state of ${each}.platform now`);
      expect(made(all())).toEqual(before);
      const everything = all()
        .flatMap(ownResources)
        .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
      expect(everything).toHaveLength(before.size);
      expect((await estate.succeed("migrate")).stdout).toContain("dev: has its platform's stack.");
    },
    4 * MINUTES,
  );

  test(
    "is then deployed without replacing anything; only pipelines lose what they had in Azure",
    async () => {
      await estate.succeed("up", "--unlock");
      const after = made(all());
      const gone = [...before].filter(([key]) => !after.has(key));
      expect(gone.filter(([key]) => !TAKEN_AWAY.test(key))).toEqual([]);
      expect(gone).toHaveLength(4 * environments.length);
      const stayed = [...before].filter(([key]) => after.has(key) && !LOCK.test(key));
      expect(stayed.map(([key]) => [key, after.get(key)])).toEqual(stayed);
      const { stdout } = await estate.succeed("preview", "--expect-no-changes");
      expect(stdout.match(/no change/g)).toHaveLength(stacks.length);
    },
    8 * MINUTES,
  );

  test(
    "is the pipelines' from then on",
    async () => {
      for (const each of environments) {
        await estate.succeed(
          "preview",
          "--expect-no-changes",
          each,
          `${each}.*`,
          "--as",
          `lakestage-${each}-deployment`,
        );
      }
    },
    4 * MINUTES,
  );
});
