import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectWith, removeProjects } from "../../testing/project-directory";
import { describeProblems } from "../yaml/problem";
import { loadEnvironment } from "./load-environment";
import { loadProject } from "./load-project";
import { projectProblems } from "./project-problems";

const ESTATE = `name: lakestage
runtime: nodejs
config:
  lakestage:account:
    value: { id: 7D1F0C0E-5A3B-4C59-9F0A-2B8F3C1DE001 }
  lakestage:azure:
    value:
      tenantId: 0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01
      subscriptionId: 5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01
      location: westeurope
  lakestage:metastore:
    value: { id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01 }
`;

const DEV = `config:
  lakestage:environment:
    stage: development
  lakestage:network:
    cidr: 10.10.0.0/20
`;

const TRAINS = `description: Which trains arrive late?
team: { name: trains, contacts: [trains@lakestage.example] }
source: { repository: https://github.com/lakestage-example/mlops }
features: { tables: { train_features: { primaryKey: [train_id] } } }
models:
  lateness:
    task: classification
    description: Lateness.
    label: late
`;

afterAll(removeProjects);

const estate = (dev: string | Buffer, project: string | Buffer = TRAINS): string => {
  const directory = projectWith({ "Pulumi.yaml": ESTATE });
  writeFileSync(join(directory, "Pulumi.dev.yaml"), dev);
  mkdirSync(join(directory, "projects"));
  writeFileSync(join(directory, "projects/trains.yaml"), project);
  return directory;
};

function environmentOf(dev: string | Buffer, configured?: Record<string, unknown>) {
  return loadEnvironment(estate(dev), "dev", configured);
}

const saidOf = (dev: string | Buffer): string[] => {
  const loaded = environmentOf(dev);
  return loaded.ok ? [] : describeProblems(loaded.problems).split("\n");
};

const saidOfProject = (project: string | Buffer): string[] => {
  const problems = projectProblems(estate(DEV, project), ["dev"]);
  return problems.length === 0 ? [] : describeProblems(problems).split("\n");
};

function projectOf(project: string) {
  const directory = estate(DEV, project);
  const environment = loadEnvironment(directory, "dev");
  if (!environment.ok) throw new Error(describeProblems(environment.problems));
  const loaded = loadProject(directory, "trains", environment.settings);
  if (!loaded.ok) throw new Error(describeProblems(loaded.problems));
  return loaded.settings;
}

describe("what Pulumi's engine reads otherwise is a mistake with its place", () => {
  const minutes = (text: string): string => `${DEV}  lakestage:compute:\n    autoTerminationMinutes: ${text}\n`;

  it.each([
    ["060", "Pulumi reads this as 48: write it with digits alone, or text in quotes"],
    ["1_20", "Pulumi reads this as the number 120: write it with digits alone, or text in quotes"],
    ["0b111100", "Pulumi reads this as the number 60: write it with digits alone, or text in quotes"],
  ])("%s", (text, message) => {
    expect(saidOf(minutes(text))).toContain(`Pulumi.dev.yaml:7:29: ${message}`);
  });

  it("a date, also as a name and in Pulumi.yaml", () => {
    const tags = (said: string): string => `${DEV}  lakestage:azure:\n    tags: { ${said} }\n`;
    expect(saidOf(tags("since: 2026-11-30"))).toContain(
      "Pulumi.dev.yaml:7:20: Pulumi reads this as a date: put it in quotes",
    );
    expect(saidOf(tags('1.10: "a"'))).toContain(
      "Pulumi.dev.yaml:7:13: Pulumi reads this as another name: put it in quotes",
    );
    expect(saidOf(tags('"2026-11-30": "a"')).join()).not.toContain("Pulumi reads");
  });

  it.each(["60", "0x3C", "0o74", "6e1"])("%s is the same to both", (text) => {
    expect(saidOf(minutes(text))).toEqual([]);
  });

  it("so that files say what holds, and the engine what they cannot", () => {
    const dev = `${minutes("30")}  lakestage:notifications:\n    slack: { url: { secure: v1:bm9uY2U=:c2VjcmV0 } }\n`;
    const read = {
      compute: { autoTerminationMinutes: 48 },
      notifications: { slack: { url: "https://hooks.slack.example/x" } },
    };
    const loaded = environmentOf(dev, read);
    expect(loaded).toMatchObject({
      ok: true,
      settings: { compute: { autoTerminationMinutes: 30 }, notifications: read.notifications },
    });
  });
});

describe("a file that is no UTF-8", () => {
  const accented = "# café\n";

  it("is refused where it is not", () => {
    expect(saidOf(Buffer.from(`${DEV}${accented}`, "latin1"))).toEqual([
      "Pulumi.dev.yaml:6:6: this is not UTF-8: save the file in that encoding, and look at what stands here",
    ]);
    expect(saidOfProject(Buffer.from(`${TRAINS}${accented}`, "latin1"))).toEqual([
      "projects/trains.yaml:10:6: this is not UTF-8: save the file in that encoding, and look at what stands here",
    ]);
  });

  it.each([
    ["with a mark", Buffer.from(`\uFEFF${TRAINS}`, "utf16le"), "1:1"],
    ["without one", Buffer.from(TRAINS, "utf16le"), "1:2"],
  ])("is refused in UTF-16 %s", (_, content, place) => {
    expect(saidOfProject(content)).toEqual([
      `projects/trains.yaml:${place}: this is not UTF-8: save the file in that encoding, and look at what stands here`,
    ]);
  });

  it("is told from one that begins with a mark, has other line ends, or any letter", () => {
    expect(saidOfProject(Buffer.from(`\uFEFF${TRAINS}${accented}`.replaceAll("\n", "\r\n")))).toEqual([]);
  });

  it.each(["\x07", "\x85", "\u2028", "\rx"])("has other characters that readers do not agree on: %j", (character) => {
    expect(saidOfProject(`${TRAINS}# a${character}\n`)).toEqual([
      "projects/trains.yaml:10:4: a character that cannot be seen, which readers take in different ways: take it out",
    ]);
  });
});

describe("what is YAML to some readers only is refused in one sentence", () => {
  it.each([
    [
      "a merge key",
      "onlineStore:\n  <<: *one\n".replace("*one", "{ capacity: CU_1 }"),
      "11:3: merge keys are not read, as YAML 1.2 has none: write out what << would bring",
    ],
    ["a tag", "paused: !!bool true\n", "10:16: tags are not read: take it out, and put text in quotes"],
    ["a tag of nobody's", "paused: !later true\n", "10:16: tags are not read: take it out, and put text in quotes"],
    [
      "one name in two spellings",
      '    hyperparameters: { 1: "a", "1": "b" }\n',
      "10:32: this key is there already: keep one of the two",
    ],
    [
      "half a pair",
      'tags: { a: "\\ud800" }\n',
      "10:12: holds a character that no other program takes: half of a pair, or the zero",
    ],
    [
      "a zero",
      'tags: { a: "\\0" }\n',
      "10:12: holds a character that no other program takes: half of a pair, or the zero",
    ],
  ])("%s", (_, said, message) => {
    expect(saidOfProject(`${TRAINS}${said}`)).toEqual([`projects/trains.yaml:${message}`]);
  });

  it("the version of YAML", () => {
    expect(saidOfProject(`%YAML 1.1\n---\n${TRAINS}`)).toEqual([
      "projects/trains.yaml:1:1: files are read as YAML 1.2: take the %YAML line out",
    ]);
  });
});

describe("a number", () => {
  const model = (said: string): string => `${TRAINS}    ${said}\n`;

  it.each([
    [
      "thresholds: { f1: { atLeast: .nan } }",
      '10:34: "atLeast" must be a number that ends: neither .nan nor .inf, nor one that is too large',
    ],
    [
      "thresholds: { f1: { atLeast: 1e400 } }",
      '10:34: "atLeast" must be a number that ends: neither .nan nor .inf, nor one that is too large',
    ],
    [
      "hyperparameters: { tol: .inf }",
      '10:29: "tol" must be a number that ends: neither .nan nor .inf, nor one that is too large',
    ],
    [
      "hyperparameters: { tol: 0x1F }",
      '10:29: "tol" must be written as JSON has numbers, such as 12, 0.5 or 1e-7; in quotes it is text',
    ],
    [
      "hyperparameters: { seed: 007 }",
      '10:30: "seed" must be written as JSON has numbers, such as 12, 0.5 or 1e-7; in quotes it is text',
    ],
    ["training: { retries: 03 }", '10:26: "retries" must not begin with 0: some programs read such numbers as octal'],
    [
      "training: { retries: .nan }",
      '10:26: "retries" must be a number that ends: neither .nan nor .inf, nor one that is too large',
    ],
  ])("that is none, or not the one that stands there, is one mistake: %s", (said, message) => {
    expect(saidOfProject(model(said))).toEqual([`projects/trains.yaml:${message}`]);
  });

  it("with more digits than can be kept is a mistake where it goes out as a number", () => {
    const alert = (threshold: string): string =>
      `${TRAINS}alerts:\n  late:\n    description: d\n    query: SELECT 1 AS v\n    column: v\n    notify: [team]\n    fires: { when: above, threshold: ${threshold} }\n`;
    expect(saidOfProject(alert("0.30"))).toEqual([]);
    expect(saidOfProject(alert("0.12345678901234567890"))).toEqual([
      'projects/trains.yaml:16:38: "threshold" has more digits than a number keeps: shorten it',
    ]);
  });
});

describe("secrets in plain text", () => {
  it.each([
    ["slack: { url: https://hooks.slack.example/T0/x }", 19, "slack.url"],
    ["teams: { url: https://teams.example/x }", 19, "teams.url"],
    ["webhook: { url: https://hook.example/x }", 21, "webhook.url"],
    ["webhook: { url: { secure: v1:bm9u:c2Vj }, password: hunter2 }", 57, "webhook.password"],
    ["webhook: { url: { secure: v1:bm9u:c2Vj }, password: 12345 }", 57, "webhook.password"],
  ])("are mistakes, with the command that encrypts them: %s", (said, column, path) => {
    expect(saidOf(`${DEV}  lakestage:notifications:\n    ${said}\n`)).toEqual([
      `Pulumi.dev.yaml:7:${column}: "${path.split(".").at(-1)}" is a secret in plain text: make a new one, and write it encrypted with pulumi config set --secret --path 'lakestage:notifications.${path}' -s dev`,
    ]);
  });

  it("are told from what leads nowhere, which the sandbox has instead of them", () => {
    expect(saidOf(`${DEV}  lakestage:notifications:\n    slack: { url: "https://secret.invalid/" }\n`)).toEqual([]);
  });
});

describe("Azure's tags", () => {
  const tags = (said: string): string =>
    `${DEV}  lakestage:azure:\n    tenantId: 0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01\n    subscriptionId: 5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01\n    location: westeurope\n    tags: ${said}\n`;

  it.each([
    [
      "{ Owner: a, owner: b }",
      '10:30: "owner" is a tag that there is already, as Owner: Azure takes no notice of letter case',
    ],
    [
      "{ Environment: a }",
      '10:26: "Environment" is a tag that every resource gets already, as environment: Azure takes no notice of letter case',
    ],
    [
      "{ managed-by: a }",
      '10:25: "managed-by" is a tag that every resource gets already, as managed-by: Azure takes no notice of letter case',
    ],
    ["{ a/b: a }", '10:18: "a/b" is no name of a tag: it has the character /'],
    ["{ azureOwner: a }", '10:25: "azureOwner" is no name of a tag: it begins with a word that Azure keeps for itself'],
    ["{ release: 1.10 }", '10:22: "release" must be text, not a number: put it in quotes'],
  ])("are ones that it takes: %s", (said, message) => {
    expect(saidOf(tags(said))).toEqual([`Pulumi.dev.yaml:${message}`]);
  });

  it("are no more and no longer than it takes", () => {
    const many = Array.from({ length: 49 }, (_, index) => `t${index}: a`).join(", ");
    expect(saidOf(tags(`{ ${many} }`))).toContain(
      'Pulumi.dev.yaml:10:11: "tags" must have at most 48, as Azure allows',
    );
    expect(saidOf(tags(`{ a: "${"x".repeat(257)}" }`))).toEqual([
      'Pulumi.dev.yaml:10:16: "a" must have at most 256 characters',
    ]);
  });
});

describe("text", () => {
  it("in a block ends with its last letter", () => {
    const project = projectOf(
      TRAINS.replace("description: Which trains arrive late?", "description: >\n  Which trains\n  arrive late?\n")
        .replace("description: Lateness.", "description: |\n      Lateness,\n      in minutes.\n")
        .concat(
          "alerts:\n  late:\n    description: >\n      Late.\n    query: |\n      SELECT 1\n      AS v\n    column: |\n      v\n    notify: [team]\n    fires: { when: above, threshold: 1 }\n",
        ),
    );
    expect(project.description).toBe("Which trains arrive late?");
    expect(project.models.lateness?.description).toBe("Lateness,\nin minutes.");
    expect(project.alerts.late).toMatchObject({ description: "Late.", query: "SELECT 1\nAS v", column: "v" });
  });

  it("that says how it ends is refused where that is with a blank", () => {
    const blank = TRAINS.replace("Which trains arrive late?", "|+\n  Which trains?\n\n");
    expect(saidOfProject(blank)).toEqual([
      'projects/trains.yaml:1:14: "description" must not be empty, nor begin or end with a blank',
    ]);
    expect(saidOfProject(TRAINS.replace("name: trains", 'name: "a\\nb"'))).toEqual([
      'projects/trains.yaml:2:15: "name" must be one line, not empty, without a blank at its beginning or end',
    ]);
  });
});

describe("what is compared letter by letter", () => {
  it("is read as tokens have it: GUIDs in lower case", () => {
    const loaded = environmentOf(DEV);
    expect(loaded).toMatchObject({ ok: true, settings: { account: { id: "7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001" } } });
  });

  it.each(["mlops.git", "team/mlops", "https://github.com/team/mlops"])(
    "names the repository: not %s",
    (repository) => {
      const identity = `${DEV}  lakestage:identity:\n    github: { organization: team, repository: "${repository}" }\n`;
      expect(saidOf(identity)).toEqual([
        'Pulumi.dev.yaml:7:47: "repository" must be the name of a repository, as its address has it and without .git',
      ]);
    },
  );
});

describe("the workspace's configuration", () => {
  const configuration = (said: string): string => `${DEV}  lakestage:workspace:\n    configuration: { ${said} }\n`;

  it.each([
    ["maxTokenLifetimeDays: true", '7:44: "maxTokenLifetimeDays" must be a number of days'],
    ["enableTokensConfig: 30", '7:42: "enableTokensConfig" must be true or false'],
    [
      "enableTokenConfig: true",
      '7:41: "enableTokenConfig" is no switch of a workspace; did you mean "enableTokensConfig"?',
    ],
    [
      "enableWarpDrive: true",
      '7:39: "enableWarpDrive" is no switch of a workspace: take it out; one that is new at Databricks is added to databricks/workspace-configuration.ts first (docs/settings.md)',
    ],
    ["enableGp3: true", '7:33: "enableGp3" is of workspaces on Amazon\'s cloud: take it out'],
    [
      "projectsAllowList: true",
      '7:41: "projectsAllowList" holds text, and no switch or number: set it on the workspace\'s page of settings',
    ],
  ])("takes for each key what that is for: %s", (said, message) => {
    expect(saidOf(configuration(said))).toEqual([`Pulumi.dev.yaml:${message}`]);
  });
});
