import { projectWith, removeProjects } from "../../testing/project-directory";
import { describeProblems } from "../yaml/problem";
import { loadEnvironment } from "./load-environment";
import { misnamedEnvironments } from "./misnamed-files";

afterAll(removeProjects);

const METASTORE = "3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01";
const TENANT = "0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01";
const SUBSCRIPTION = "5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01";
const OTHER = "11111111-2222-4333-8444-555555555555";

const ESTATE = `name: lakestage
runtime: nodejs
config:
  lakestage:account: { value: { id: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001 } }
  lakestage:azure: { value: { tenantId: ${TENANT}, subscriptionId: ${SUBSCRIPTION}, location: westeurope } }
  lakestage:metastore: { value: { id: ${METASTORE} } }
`;

const environment = (stage: string, cidr: string, more = ""): string =>
  `config:\n  lakestage:environment: { stage: ${stage} }\n  lakestage:network: { cidr: ${cidr} }\n${more}`;

/** What is said of prod beside dev. */
function saidOf(prod: string, dev = "", cidr = "10.30.0.0/20"): string[] {
  const directory = projectWith({
    "Pulumi.yaml": ESTATE,
    "Pulumi.dev.yaml": environment("development", "10.10.0.0/20", dev),
    "Pulumi.prod.yaml": environment("production", cidr, prod),
  });
  const loaded = loadEnvironment(directory, "prod");
  return loaded.ok ? [] : describeProblems(loaded.problems).split("\n");
}

const azure = (change: Record<string, string>): string =>
  `  lakestage:azure: ${JSON.stringify({ tenantId: TENANT, subscriptionId: SUBSCRIPTION, location: "westeurope", ...change })}\n`;

describe("an environment beside another", () => {
  it("reads no catalog of whoever reads its own: each would wait for the other", () => {
    const reads = (environments: string): string => `  lakestage:unityCatalog: { readOnlyIn: [${environments}] }\n`;
    expect(saidOf(reads("dev"), reads("prod"))).toEqual([
      expect.stringMatching(/^Pulumi\.prod\.yaml:4:\d+: "readOnlyIn" closes a circle, prod → dev → prod: /),
    ]);
    expect(saidOf(reads("dev"))).toEqual([]);
  });

  it("has a network of its own", () => {
    expect(saidOf("", "", "10.10.8.0/21")).toEqual([
      'Pulumi.prod.yaml:3:30: "cidr" overlaps with 10.10.0.0/20 of "dev" (Pulumi.dev.yaml:3:30): give each environment a range of its own',
    ]);
  });

  it("has a catalog of its own", () => {
    expect(saidOf("  lakestage:unityCatalog: { catalog: dev }\n")).toEqual([
      expect.stringContaining('Pulumi.prod.yaml:4:38: the catalog "dev" is that of "dev" too'),
    ]);
  });

  const READING = "  lakestage:unityCatalog: { readOnlyIn: [dev] }\n";

  it.each([
    ["metastore", `  lakestage:metastore: { id: ${OTHER} }\n`, "Pulumi.dev.yaml:4:30"],
    ["region", `  lakestage:metastore: { id: ${OTHER} }\n${azure({ location: "northeurope" })}`, "Pulumi.dev.yaml:5:"],
    [
      "tenant",
      `  lakestage:account: { id: ${OTHER.replace("1", "2")} }\n${azure({ tenantId: OTHER, subscriptionId: OTHER })}`,
      "has another account",
    ],
  ])("is not read by one with another %s", (_, dev, place) => {
    expect(saidOf(READING, dev).join("\n")).toMatch(
      new RegExp(`Pulumi.prod.yaml:4:42: "dev" has another .*${place.replaceAll(".", "\\.")}|${place}`),
    );
    expect(saidOf("", dev).filter((line) => line.includes("readOnlyIn"))).toEqual([]);
  });

  it("is where its metastore is", () => {
    expect(saidOf(azure({ location: "northeurope" }))).toEqual([
      expect.stringMatching(
        /"location" differs from that of "dev" \(Pulumi\.yaml:5:\d+\), .*a metastore serves one region/,
      ),
    ]);
  });

  it("is told what is wrong with each other, whatever else is", () => {
    expect(
      saidOf(
        `${READING}  lakestage:storage: { redundancy: XRS }\n  lakestage:compute: { warehouse: { autoStopMinutes: 5 } }\n`,
        `  lakestage:metastore: { id: ${OTHER} }\n`,
      ),
    ).toEqual([
      expect.stringContaining('"dev" has another metastore'),
      expect.stringContaining('"redundancy" must be'),
      expect.stringContaining('"autoStopMinutes" must be at least 10'),
    ]);
  });
});

describe("a region", () => {
  it.each([
    [azure({ location: "westeurop" }), 'did you mean "westeurope"?'],
    [azure({ location: "usgovvirginia" }), "set account.host to https://accounts.databricks.azure.us"],
    [azure({ location: "chinaeast2" }), "set account.host to https://accounts.databricks.azure.cn"],
  ])("is one of the account's cloud: %#", (section, why) => {
    expect(saidOf(`${section}  lakestage:metastore: { id: ${OTHER} }\n`)).toEqual([expect.stringContaining(why)]);
  });
});

describe("an account's host", () => {
  const at = (host: string): string[] =>
    saidOf(`  lakestage:account: { id: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001, host: "${host}" }\n`);

  it("is where Azure Databricks' accounts answer, as account admins' tokens go there", () => {
    for (const host of ["https://accounts.cloud.databricks.com", "https://accounts.azuredatabricks.net.example.com"]) {
      expect(at(host)).toEqual([expect.stringContaining("must be where the account of one of Azure's clouds answers")]);
    }
    expect(at("https://accounts.azuredatabricks.net")).toEqual([]);
  });
});

describe("a budget", () => {
  const addresses = (count: number): string =>
    JSON.stringify(Array.from({ length: count }, (_, index) => `someone${index}@lakestage.example`));

  it("tells as many as Azure allows", () => {
    expect(saidOf(`  lakestage:budget: { emails: ${addresses(50)} }\n`)).toEqual([]);
    expect(saidOf(`  lakestage:budget: { emails: ${addresses(51)} }\n`)).toEqual([
      expect.stringContaining("must name at most 50 addresses"),
    ]);
  });

  it("tells whom notifications go to, where they are not too many", () => {
    const told = `  lakestage:notifications: { email: ${addresses(51)} }\n`;
    expect(saidOf(told)).toEqual([expect.stringContaining("name those in budget.emails")]);
    expect(saidOf(`${told}  lakestage:budget: { emails: ${addresses(1)} }\n`)).toEqual([]);
  });
});

describe("a runtime", () => {
  it("is one that clusters can have", () => {
    const at = (version: string): string[] => saidOf(`  lakestage:compute: { sparkVersion: "${version}" }\n`);
    expect(at("auto:latest-lst-ml")).toEqual([expect.stringContaining('did you mean "auto:latest-lts-ml"?')]);
    expect(at("16.4")).toEqual([expect.stringContaining("must be a runtime such as")]);
    expect(at("15.4.x-photon-scala2.12")).toEqual([]);
  });
});

describe("addresses without effect", () => {
  it.each([
    ["ipAccessList: [198.51.100.7, 10.0.0.0/8]", 'item 2 of "ipAccessList" is private'],
    ["ipAccessList: [192.168.1.7]", 'item 1 of "ipAccessList" is private'],
  ])("are told: %s", (list, why) => {
    expect(saidOf(`  lakestage:workspace: { ${list} }\n`)).toEqual([expect.stringContaining(why)]);
  });

  it("are those of the internet where it is shut out", () => {
    const directory = projectWith({
      "Pulumi.yaml": ESTATE,
      "Pulumi.dev.yaml": `config:\n  lakestage:environment: { stage: development }\n  lakestage:network: { cidr: 10.10.0.0/20, publicAccess: false }\n  lakestage:workspace: { ipAccessList: [198.51.100.7] }\n  lakestage:retraining: { callerAddresses: [192.0.2.7] }\n`,
    });
    const loaded = loadEnvironment(directory, "dev");
    expect(loaded.ok ? [] : loaded.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('"ipAccessList" has no effect'),
      expect.stringContaining('"callerAddresses" has no effect'),
    ]);
  });

  it("are callers' where nobody is kept out", () => {
    expect(saidOf("  lakestage:retraining: { callerAddresses: [192.0.2.7] }\n")).toEqual([
      expect.stringContaining('"callerAddresses" has no effect without workspace.ipAccessList'),
    ]);
  });
});

describe("files of settings that nothing reads", () => {
  it.each([
    ["Pulumi.pre-prod.yaml", "Pulumi.preprod.yaml"],
    ["Pulumi.Prod.yaml", "Pulumi.prod.yaml"],
    ["Pulumi.production.yaml", "Pulumi.prod.yaml"],
    ["Pulumi.qa.yml", "Pulumi.qa.yaml"],
    ["pulumi.dev.yaml", "Pulumi.dev.yaml"],
    ["Pulumi.dev.json", "Pulumi.dev.yaml"],
    ["Pulumi.yml", "Pulumi.yaml"],
  ])("are told, with the nearest name: %s", (name, meant) => {
    const files = { "Pulumi.yaml": ESTATE, "Pulumi.acc.yaml": "", "Pulumi.acc.platform.yaml": "", [name]: "" };
    expect(misnamedEnvironments(projectWith(files))).toEqual([{ file: name, message: expect.stringContaining(meant) }]);
  });
});
