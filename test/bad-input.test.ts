import { existsSync, readdirSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import execa from "execa";
import { ExitCode } from "../cli/exit-code";
import { CHECKOUT, Estate, type Outcome } from "./harness/estate";
import { Project } from "./harness/project";

const MINUTES = 60_000;
jest.setTimeout(MINUTES);

const DEV = `config:
  lakestage:environment:
    stage: development
  lakestage:network:
    cidr: 10.10.0.0/20
`;

/** One line of an error's trace. */
const STACK_TRACE = /^ {4}at /m;

interface Mistake {
  mistake: string;
  /** The content of Pulumi.dev.yaml. */
  dev: string;
  /** What is said of it, one line each. */
  says: (string | RegExp)[];
}

const MISTAKES_IN_A_FILE: Mistake[] = [
  {
    mistake: "an unknown key",
    dev: `${DEV}    privateEndpoint: true\n`,
    says: ['Pulumi.dev.yaml:6:5: unknown key "privateEndpoint"; did you mean "privateEndpoints"?'],
  },
  {
    mistake: "an unknown section",
    dev: `${DEV}  lakestage:storrage: {}\n`,
    says: ['Pulumi.dev.yaml:6:3: unknown key "storrage"; did you mean "storage"?'],
  },
  {
    mistake: "a value of the wrong type",
    dev: `${DEV}    privateEndpoints: "yes"\n`,
    says: ['Pulumi.dev.yaml:6:23: "privateEndpoints" must be true or false, not text'],
  },
  {
    mistake: "a value that is none of the choices",
    dev: DEV.replace("development", "developement"),
    says: [
      'Pulumi.dev.yaml:3:12: "stage" must be "development", "staging" or "production"; did you mean "development"?',
    ],
  },
  {
    mistake: "YAML that does not parse",
    dev: DEV.replace("10.10.0.0/20", '"10.10.0.0/20'),
    says: ["Pulumi.dev.yaml:5:11: this quote is closed nowhere"],
  },
  {
    mistake: "a file without settings",
    dev: "encryptionsalt: v1:c2FsdA==\n",
    says: [/^Pulumi\.dev\.yaml:1:1: no settings for an environment "dev" \(a new one needs "config:" with /],
  },
  {
    mistake: "several mistakes",
    dev: `config:
  lakestage:environment:
    stage: qa
  lakestage:natwork: {}
  lakestage:network:
    cidr: 7
    publicAcess: true
  lakestage:budget:
    emails: [nobody]
`,
    says: [
      'Pulumi.dev.yaml:3:12: "stage" must be "development", "staging" or "production"',
      'Pulumi.dev.yaml:4:3: unknown key "natwork"; did you mean "network"?',
      'Pulumi.dev.yaml:6:11: "cidr" must be text, not a number: put it in quotes',
      'Pulumi.dev.yaml:7:5: unknown key "publicAcess"; did you mean "publicAccess"?',
      'Pulumi.dev.yaml:9:14: item 1 of "emails" must be an e-mail address',
    ],
  },
];

const NAMES_THAT_FIT_NOTHING = [
  {
    name: "qa",
    says: 'There is no stack "qa". This checkout has: dev with its platform. A new environment needs its Pulumi.<name>.yaml, and a name of 2 to 8 lower-case letters and digits; a new project its projects/<name>.yaml.',
  },
  { name: "dve", says: 'There is no stack "dve". Did you mean "dev"? This checkout has: dev with its platform.' },
  { name: "Dev", says: 'There is no stack "Dev". Did you mean "dev"? This checkout has: dev with its platform.' },
];

let project: Project;
let estate: Estate;

beforeEach(async () => {
  project = Project.create();
  project.file("Pulumi.dev.yaml", DEV);
  estate = await Estate.create(project.directory);
});
afterEach(async () => {
  await estate.dispose();
  project.dispose();
}, MINUTES);

/** Nothing was made on this machine: no state, no sandbox, no lock. */
const expectNothingBegun = (): void => expect(readdirSync(estate.home)).toEqual([]);

/** No engine was ever asked to deploy anything. */
const expectNoStack = (): void => expect(existsSync(join(estate.home, "state", "stacks", ".pulumi"))).toBe(false);

function expectMessage({ stdout, stderr }: Outcome, says: (string | RegExp)[]): void {
  const matching = says.map((line) => (typeof line === "string" ? line : expect.stringMatching(line)));
  expect(stderr.split("\n")).toEqual(matching);
  expect(stdout).toBe("");
}

describe.each(["up", "preview", "refresh", "destroy"])(
  "before anything is touched, `lakestage %s dev` refuses",
  (command) => {
    test.each(MISTAKES_IN_A_FILE)("$mistake, with its place", async ({ dev, says }) => {
      project.file("Pulumi.dev.yaml", dev);
      const outcome = await estate.run(command, "dev");
      expectMessage(outcome, [...says, "Nothing was changed."]);
      expect(outcome.exitCode).toBe(ExitCode.mistake);
      expectNothingBegun();
    });
  },
);

test("a mistake in what all environments share is told once, with its place in that file", async () => {
  project.file("Pulumi.stg.yaml", DEV.replace("development", "staging"));
  project.file("Pulumi.yaml", "name: lakestage\nruntime: nodejs\nconfig:\n  lakestage:acount:\n    value: {}\n");
  const outcome = await estate.run("up");
  expect(outcome.stderr).toMatch(/^Pulumi\.yaml:4:3: unknown key "acount"; did you mean "account"\?$/m);
  expect(outcome.stderr.match(/acount/g)).toHaveLength(1);
  expect(outcome.stderr).not.toMatch(STACK_TRACE);
  expect(outcome.exitCode).toBe(ExitCode.mistake);
  expectNothingBegun();
});

test.each(NAMES_THAT_FIT_NOTHING)(
  "a stack $name, of which there is none, is refused with those there are",
  async ({ name, says }) => {
    const outcome = await estate.run("up", name);
    expectMessage(outcome, [says]);
    expect(outcome.exitCode).toBe(ExitCode.mistake);
    expectNothingBegun();
  },
);

test.each([
  { position: 0, purpose: "the account API" },
  { position: 1, purpose: "Azure Resource Manager" },
  { position: 3, purpose: "workspaces" },
  { position: 10, purpose: "Spark Connect" },
])(
  "an address in use, that of $purpose, is named with what to do, before any stack is begun",
  async ({ position, purpose }) => {
    const port = estate.firstPort + position;
    const other = await listening(port);
    const outcome = await estate.run("up", "dev");
    other.close();
    expectMessage(outcome, [
      `Port ${port}, which the sandbox needs for ${purpose}, is in use by another program. Stop that program, or ` +
        "choose another first port with LAKESTAGE_PORT (for example LAKESTAGE_PORT=7500).",
    ]);
    expect(outcome.exitCode).toBe(ExitCode.portInUse);
    expectNoStack();
  },
  MINUTES,
);

test(
  "a group that the account does not have is refused with its place, before any resource is made",
  async () => {
    project.file("Pulumi.dev.yaml", `${DEV}  lakestage:groups:\n    dataScientists: data-scientits\n`);
    await estate.succeed("sandbox", "start");
    const asNew = await estate.inventory();
    const outcome = await estate.run("up", "dev.platform");
    expect(errorsIn(outcome)).toEqual([
      'dev.platform: error: Pulumi.dev.yaml:7:21: the account has no group "data-scientits": make it in the directory and add it to the account, or name another',
    ]);
    expect(outcome.stderr).not.toMatch(STACK_TRACE);
    expect(outcome.exitCode).toBe(ExitCode.stackFailed);
    expect(await estate.inventory()).toEqual(asNew);
  },
  2 * MINUTES,
);

test("stacks whose platforms are not there are refused, all at once, before any is begun", async () => {
  project.file("Pulumi.stg.yaml", DEV.replace("development", "staging").replace("10.10", "10.20"));
  const one = await estate.run("up", "dev");
  expect(one.stderr.split("\n").slice(-2)).toEqual([
    "dev needs dev.platform, which is not deployed.",
    "Deploy it too: lakestage up dev.platform dev. Nothing was changed.",
  ]);
  const both = await estate.run("up", "dev", "stg");
  expect(both.stderr.split("\n").slice(-3)).toEqual([
    "dev needs dev.platform, which is not deployed.",
    "stg needs stg.platform, which is not deployed.",
    "Deploy them too: lakestage up dev.platform dev stg.platform stg. Nothing was changed.",
  ]);
  expect(both.exitCode).toBe(ExitCode.mistake);
  expectNoStack();
});

test(
  "a second operation while one runs is refused, and the first one goes on",
  async () => {
    await estate.succeed("sandbox", "start");
    const first = estate.start("up", "dev.platform");
    await until(() => existsSync(join(estate.home, "operation.json")));
    for (const second of [
      ["up", "dev.platform"],
      ["destroy", "--all"],
      ["sandbox", "reset"],
    ]) {
      const outcome = await estate.run(...second);
      expectMessage(outcome, [
        new RegExp(
          `^"lakestage up" \\(process ${first.pid}, since [\\d:]+\\) is running\\. ` +
            "Wait for it to end, or stop it, and run the command again\\.$",
        ),
      ]);
      expect(outcome.exitCode).toBe(ExitCode.busy);
    }
    const { exitCode, stderr } = await first;
    expect({ exitCode, errors: stderr.match(/error/g) }).toEqual({ exitCode: ExitCode.ok, errors: null });
    await estate.succeed("preview", "dev.platform", "--expect-no-changes");
  },
  5 * MINUTES,
);

test(
  "plain pulumi refuses a stack whose name fits nothing too, without touching anything",
  async () => {
    const { stdout: exports } = await estate.succeed("env", "--shell", "sh");
    const asNew = await estate.inventory();
    const pulumi = (command: string) =>
      execa("sh", ["-ec", `${exports}\npulumi ${command}`], { cwd: project.directory, reject: false, all: true });

    // Of a name that the engine does not know it says so itself; of one that it was made to know, the program does.
    const unknown = await pulumi("up -s dve --yes --skip-preview");
    expect(unknown).toMatchObject({ failed: true, all: "error: no stack named 'dve' found" });
    expect(await pulumi("stack init dve --no-select")).toMatchObject({ failed: false });
    const misnamed = await pulumi("up -s dve --yes --skip-preview");
    expect(misnamed.failed).toBe(true);
    expect(misnamed.all).toContain(
      'error: Pulumi.dve.yaml:1:1: no settings for an environment "dve"; did you mean "dev"?',
    );
    expect(misnamed.all).not.toMatch(STACK_TRACE);

    expect(await pulumi("stack init quality-assurance --no-select")).toMatchObject({ failed: false });
    const unnameable = await pulumi("up -s quality-assurance --yes --skip-preview");
    expect(unnameable.failed).toBe(true);
    expect(unnameable.all).toContain('error: stack "quality-assurance": no environment "quality-assurance"');
    expect(unnameable.all).not.toMatch(STACK_TRACE);
    expect(await estate.inventory()).toEqual(asNew);
  },
  2 * MINUTES,
);

test("a reader that leaves before the end of the output is no fault", async () => {
  const command = join(CHECKOUT, "bin", "lakestage.js");
  const { stderr } = await execa("sh", ["-c", `{ node '${command}' --help; echo "ended with $?" >&2; } | true`]);
  expect(stderr).toBe("ended with 0");
});

/** The lines that report an error, among those that report progress. */
const errorsIn = ({ stderr }: Outcome): string[] => stderr.split("\n").filter((line) => /error/i.test(line));

/** Another program on a loopback port. */
function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}
