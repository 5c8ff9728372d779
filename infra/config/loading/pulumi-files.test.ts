import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectWith, removeProjects } from "../../testing/project-directory";
import { isPlainCredential } from "../yaml/credential-looks";
import { describeProblems } from "../yaml/problem";
import { loadEnvironment } from "./load-environment";

const SECTIONS = `config:
  lakestage:account:
    value: { id: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001 }
  lakestage:azure:
    value:
      tenantId: 0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01
      subscriptionId: 5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01
      location: westeurope
  lakestage:metastore:
    value: { id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01 }
`;
const HEAD = "name: lakestage\nruntime: nodejs\nmain: infra\n";
const ESTATE = `${HEAD}${SECTIONS}`;

const DEV = `config:
  lakestage:environment:
    stage: development
  lakestage:network:
    cidr: 10.10.0.0/20
`;

const CIPHERTEXT = "v1:bm9uY2U=:c2VjcmV0";

afterAll(removeProjects);

function said(files: Record<string, string>): string[] {
  const directory = projectWith({ "Pulumi.yaml": ESTATE, "Pulumi.dev.yaml": DEV, "infra/index.ts": "", ...files });
  const loaded = loadEnvironment(directory, "dev");
  return loaded.ok ? [] : describeProblems(loaded.problems).split("\n");
}

const saidOfDev = (added: string): string[] => said({ "Pulumi.dev.yaml": `${DEV}${added}` });
const saidOfEstate = (text: string): string[] => said({ "Pulumi.yaml": text });

describe("credentials in plain text are mistakes", () => {
  it.each([
    ["azure-native:clientSecret: x1y2z3", 30],
    ["azure-native:clientCertificatePassword: x1y2z3", 43],
    ["azure-native:oidcToken: x1y2z3", 27],
    ["databricks:token: x1y2z3", 21],
    ["databricks:password: 12345678", 24],
    ["databricks:metadataServiceUrl: http://127.0.0.1/x", 34],
    ["databricks:host: https://me:x1y2z3@adb.example", 20],
    ["pulumi:anything: { password: x1y2z3 }", 32],
    ["databricks:token: { secure: x1y2z3 }", 31],
    ["azure-native:oidcToken: [x1y2z3, x1y2z3]", 28],
  ])("once, with federated identity instead: %s", (option, column) => {
    const [problem, ...others] = saidOfDev(`  ${option}\n`);
    const name = option.slice(0, option.indexOf(": "));
    expect(problem).toMatch(
      new RegExp(`^Pulumi\\.dev\\.yaml:6:${column}: "${name}" is a credential in plain text: .*[Ff]ederated identity`),
    );
    expect(problem).toContain(`pulumi config set --secret ${name} -s dev`);
    expect(problem).not.toContain("x1y2z3");
    expect(others).toEqual([]);
  });

  it.each([
    ["databricks:token: x1y2z3", "14:21"],
    ["databricks:token: { value: x1y2z3 }", "14:30"],
    ["azure-native:partnerId: { value: x1y2z3, secret: true }", "14:36"],
  ])("in Pulumi.yaml too, where nothing can be encrypted: %s", (option, place) => {
    expect(saidOfEstate(`${ESTATE}  ${option}\n`)).toEqual([
      expect.stringMatching(new RegExp(`^Pulumi\\.yaml:${place}: .*in plain text: .*goes into a stack's file`)),
    ]);
  });

  it("in an environment of Pulumi's, and in the address of a backend", () => {
    expect(saidOfDev("environment:\n  values:\n    environmentVariables: { DATABRICKS_TOKEN: x1y2z3 }\n")).toHaveLength(
      1,
    );
    expect(saidOfDev("environment:\n  values: { x: { fn::secret: x1y2z3 } }\n")).toHaveLength(1);
    expect(
      saidOfDev("environment:\n  values: { x: { fn::secret: { ciphertext: ZXNj } }, token: '$" + "{login.token}' }\n"),
    ).toEqual([]);
    expect(saidOfEstate(`${ESTATE}backend: { url: "s3://me:x1y2z3@bucket" }\n`)).toHaveLength(1);
  });

  it("and what is encrypted, or says where a credential is, is none", () => {
    const options = [
      `databricks:token: { secure: ${CIPHERTEXT} }`,
      "databricks:oidcTokenEnv: SOME_VARIABLE",
      "databricks:databricksIdTokenFilepath: /run/token",
      "databricks:disableOauthRefreshToken: true",
      "azure-native:clientId: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001",
      "azure-native:useOidc: true",
      "pulumi:tags: { team: platform }",
    ];
    expect(saidOfDev(options.map((option) => `  ${option}\n`).join(""))).toEqual([]);
  });

  // Who an application is, is told to everybody.
  it.each(["databricks", "azure-native"])("whatever the package of %s marks as secret", (name) => {
    const folder = dirname(require.resolve(`@pulumi/${name}/package.json`));
    const provider = readFileSync(join(folder, "provider.js"), "utf8");
    const marked = [...provider.matchAll(/args\?\.(\w+) \? pulumi\.secret/g)].map(([, option = ""]) => option);
    expect(marked.length).toBeGreaterThan(2);
    for (const option of marked.filter((each) => each !== "clientId")) {
      expect(saidOfDev(`  ${name}:${option}: x1y2z3\n`)).toHaveLength(1);
    }
    expect(isPlainCredential("clientId", "x1y2z3")).toBe(false);
  });
});

describe("under secure: a ciphertext must stand", () => {
  const url = (text: string): string[] =>
    saidOfDev(`  lakestage:notifications:\n    slack: { url: { secure: ${text} } }\n`);

  it.each([CIPHERTEXT, "AAABAKFp4mnWwdZU4/j+wtcsGUeoIBUQQkzD+O/mYEYtcvNnh/YN1lNjxg==", `${"Qk2x".repeat(40)}`])(
    "as Pulumi, its service or a cloud's keys make them: %s",
    (text) => {
      expect(url(text)).toEqual([]);
    },
  );

  it.each([
    ["https://hooks.slack.example/T0", "is a secret in plain text"],
    ["x1y2z3x1", "is a secret in plain text"],
    ["12345678", "is a secret in plain text"],
    ['"[secret]"', "is a secret in plain text"],
    ['""', "is empty where a ciphertext must stand"],
    ["~", "is empty where a ciphertext must stand"],
    ["v1:bm9uY2U=", "is no whole ciphertext"],
    ["v1:bm9uY2U=:c2Vjcm", "is no whole ciphertext"],
  ])("and no other text: %s", (text, message) => {
    expect(url(text)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Pulumi\\.dev\\.yaml:7:29: "url" ${message}.*pulumi config set --secret --path '.*slack\\.url' -s dev$`,
        ),
      ),
    ]);
  });

  it("also in a section of Pulumi.yaml that every environment replaces", () => {
    const estate = `${ESTATE}  lakestage:notifications:\n    value: { slack: { url: https://hooks.slack.example/x } }\n`;
    const dev = `${DEV}  lakestage:notifications: { email: [a@lakestage.example] }\n`;
    expect(said({ "Pulumi.yaml": estate, "Pulumi.dev.yaml": dev })).toEqual([
      expect.stringMatching(/^Pulumi\.yaml:15:28: "url" is a secret in plain text/),
    ]);
  });
});

describe("what is encrypted and must be read without the key is one mistake", () => {
  const secure = `{ secure: "${CIPHERTEXT}" }`;
  it.each([
    ["an address range", DEV.replace("10.10.0.0/20", secure), '5:11: "cidr"'],
    ["a choice", DEV.replace("development", secure), '3:12: "stage"'],
    ["a section", DEV.replace("    cidr: 10.10.0.0/20", `    secure: ${CIPHERTEXT}`), "4:3: a section"],
    ["an item", `${DEV}  lakestage:budget: { emails: [${secure}] }\n`, '6:32: item 1 of "emails"'],
    ["a switch", `${DEV}  lakestage:keyVault: { purgeProtection: ${secure} }\n`, '6:42: "purgeProtection"'],
    ["more than the secret", `${DEV}  lakestage:notifications: { slack: ${secure} }\n`, '6:37: "slack"'],
    ["plain text under secure:", DEV.replace("10.10.0.0/20", "{ secure: 10.10.0.0/20 }"), '5:11: "cidr"'],
  ])("%s", (_, dev, what) => {
    expect(said({ "Pulumi.dev.yaml": dev })).toEqual([
      `Pulumi.dev.yaml:${what} is read where no key is, and cannot be encrypted: write it in plain text, without "secure:"`,
    ]);
  });

  it("of an unknown key the key is the mistake", () => {
    expect(saidOfDev(`  lakestage:notifications: { slak: ${secure} }\n`)).toEqual([
      'Pulumi.dev.yaml:6:30: unknown key "slak"; did you mean "slack"?',
    ]);
  });
});

describe("Pulumi.yaml is held against what Pulumi and the program take", () => {
  it.each([
    [ESTATE.replace("name: lakestage\n", ""), '1:1: missing key "name"'],
    [ESTATE.replace("name: lakestage", "name:"), '1:6: "name" must be text, not empty'],
    [ESTATE.replace("name: lakestage", "name: my project!"), /^Pulumi\.yaml:1:7: "name" must be "lakestage": /],
    [ESTATE.replace("name:", "nam:"), '1:1: unknown key "nam"; did you mean "name"?'],
    [ESTATE.replace("runtime: nodejs\n", ""), '1:1: missing key "runtime"'],
    [ESTATE.replace("nodejs", "python"), /^Pulumi\.yaml:2:10: "runtime" must be "nodejs"/],
    [ESTATE.replace("nodejs", "{ name: python }"), /^Pulumi\.yaml:2:18: "name" must be "nodejs"/],
    [ESTATE.replace("nodejs", "{ name: nodejs, option: {} }"), '2:26: unknown key "option"; did you mean "options"?'],
    [ESTATE.replace("main: infra", "main: program"), '3:7: "main" is not there: write infra, where the program is'],
    [ESTATE.replace("main: infra\n", ""), /^Pulumi\.yaml:1:1: missing key "main": .*Write main: infra$/],
    [ESTATE.replace("main: infra", "main: ../infra"), /^Pulumi\.yaml:3:7: "main" must be a folder below/],
    [`${ESTATE}confg: {}\n`, '14:1: unknown key "confg"; did you mean "config"?'],
    [`${ESTATE}options: { refresh: never }\n`, '14:21: "refresh" must be "always"'],
    [
      ESTATE.replace("    value: { id: 3c", "    valu: { id: 3c"),
      '12:3: "lakestage:metastore" must hold its settings under "value:"',
    ],
    [
      `${ESTATE}  lakestage:storage: { value: {}, default: {} }\n`,
      '14:35: "value" and "default" say the same: keep one of the two',
    ],
    [`${ESTATE}  lakestage:storage: { value: {}, type: string }\n`, /^Pulumi\.yaml:14:35: "type" must be "object"/],
    [
      `${ESTATE}  lakestage:storage: { value: {}, secret: true }\n`,
      /^Pulumi\.yaml:14:35: a section is no secret as a whole/,
    ],
    [`${ESTATE}  azure-native:location: { default: x }\n`, /^Pulumi\.yaml:14:28: .*write "value:"$/],
    [
      `${ESTATE}  azure-native:location: { description: x }\n`,
      '14:3: "azure-native:location" must hold its value under "value:"',
    ],
    [`${ESTATE}  lakstage:network: 5\n`, '14:3: unknown namespace "lakstage"; did you mean "lakestage"?'],
    [
      `${ESTATE}  metastore: { value: {} }\n`,
      '14:3: this section is there already, as "lakestage:metastore": keep one of the two',
    ],
    ["", "1:1: the file is empty: it must hold name:, runtime:, main: and config:"],
    ["# nothing\n", "1:1: the file is empty: it must hold name:, runtime:, main: and config:"],
    ["- a\n", "1:1: the file is not keys and values: it must hold keys such as config:"],
    [`${HEAD}config: []\n`, '4:9: "config" must hold keys such as lakestage:network'],
    [
      HEAD,
      '1:1: "config" is missing or empty: it must hold "lakestage:account", "lakestage:azure" and "lakestage:metastore"',
    ],
    [
      ESTATE.replace(/ {2}lakestage:azure:\n( {4}.*\n)+?(?= {2}\w)/, ""),
      '4:1: missing section "lakestage:azure": it needs "tenantId", "subscriptionId" and "location"',
    ],
  ])("%#, which is one mistake", (text, message) => {
    expect(saidOfEstate(text)).toEqual([
      typeof message === "string" ? `Pulumi.yaml:${message}` : expect.stringMatching(message),
    ]);
  });

  it("and settings that are kept apart from the program need not say where it is", () => {
    const loaded = loadEnvironment(
      projectWith({ "Pulumi.yaml": ESTATE.replace("main: infra\n", ""), "Pulumi.dev.yaml": DEV }),
      "dev",
    );
    expect(loaded.ok).toBe(true);
  });
});

it("a stack's file holds Pulumi's own keys as Pulumi writes them", () => {
  const keys = "secretsprovider: azurekeyvalt://v/k\nencryptionsalt: x\nencryptedkey: 5\n";
  expect(saidOfDev(keys).map((line) => line.slice(0, 40))).toEqual([
    'Pulumi.dev.yaml:6:18: "secretsprovider" ',
    'Pulumi.dev.yaml:7:17: "encryptionsalt" m',
    'Pulumi.dev.yaml:8:15: "encryptedkey" mus',
  ]);
  expect(saidOfDev("secretsprovider: azurekeyvault://v.example/keys/k\nencryptedkey: QUJD\n")).toEqual([]);
});
