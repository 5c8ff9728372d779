import { projectWith, removeProjects } from "../../testing/project-directory";
import { describeProblems } from "../yaml/problem";
import { configuredSections, loadEnvironment } from "./load-environment";

const ESTATE = `name: lakestage
runtime: nodejs
config:
  lakestage:account:
    value:
      id: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001
  lakestage:azure:
    value:
      tenantId: 0b9c3e6a-3f43-4f7a-8f3e-6f7f6f2c1a01
      subscriptionId: 5f0e9a4c-1d2b-4e3f-8a7b-9c0d1e2f3a01
      location: westeurope
  lakestage:metastore:
    value:
      id: 3c6a8e2f-7b4d-4d6e-9a1c-5e8f7a6b4c01
`;

const DEV = `config:
  lakestage:environment:
    stage: development
  lakestage:network:
    cidr: 10.10.0.0/20
`;

afterAll(removeProjects);

/** What is said of a project whose development settings are `dev`. */
function problemsOf(dev: string, others: Record<string, string> = {}): string[] {
  const result = loadEnvironment(projectWith({ "Pulumi.yaml": ESTATE, "Pulumi.dev.yaml": dev, ...others }), "dev");
  return result.ok ? [] : describeProblems(result.problems).split("\n");
}

function settingsOf(dev: string, configured?: Record<string, unknown>) {
  const result = loadEnvironment(projectWith({ "Pulumi.yaml": ESTATE, "Pulumi.dev.yaml": dev }), "dev", configured);
  if (!result.ok) throw new Error(describeProblems(result.problems));
  return result.settings;
}

describe("a mistake of shape in a section", () => {
  it("hides none of meaning there, and is no reason to say that something is missing", () => {
    const dev = `config:
  lakestage:environment: { stage: development }
  lakestage:network: { cidr: x, publicAccess: false, privateEndpoints: false }
  lakestage:unityCatalog: { catalog: Bad-Name, readOnlyIn: [porod, 5] }
  lakestage:compute: { nodeTypes: [x], warehouse: { autoStopMinutes: 5 } }
  lakestage:secrets: { backend: keyVault, scope: "" }
`;
    expect(problemsOf(dev)).toEqual([
      expect.stringContaining('3:30: "cidr" must be an IPv4 network'),
      expect.stringContaining('3:47: "publicAccess" leaves no way to reach the workspace'),
      expect.stringMatching(/4:38: "catalog" must be .* at most 63 characters$/),
      expect.stringContaining('4:61: no environment "porod"'),
      expect.stringContaining('4:68: item 2 of "readOnlyIn" must be text'),
      expect.stringContaining('5:36: item 1 of "nodeTypes" must be a virtual machine size'),
      expect.stringContaining('5:70: "autoStopMinutes" must be at least 10'),
      expect.stringContaining('6:33: "backend" needs azure.databricksObjectId'),
      expect.stringContaining('6:50: "scope" must be letters'),
    ]);
  });

  it("is told of each tag and switch", () => {
    const dev = `${DEV}  lakestage:workspace: { configuration: { enableTokensConfig: [x], enabelFoo: true } }
`;
    const estate = ESTATE.replace(
      "location: westeurope",
      'location: westeurope\n      databricksObjectId: x\n      tags: { "": q, "a<b": x, "a/b": y, __proto__: z }',
    );
    const keys = `${dev}  lakestage:secrets: { backend: keyVault }\n`;
    expect(problemsOf(keys, { "Pulumi.yaml": estate })).toEqual([
      expect.stringContaining('6:63: "enableTokensConfig" must be true, false, or days'),
      expect.stringContaining('6:79: "enabelFoo" is no switch of a workspace'),
      expect.stringContaining('12:27: "databricksObjectId" must be a GUID'),
      expect.stringContaining('13:15: "" must not be empty'),
      expect.stringContaining('13:29: "a<b" is no name of a tag'),
      expect.stringContaining('13:39: "a/b" is no name of a tag'),
      expect.stringContaining("13:42: no program keeps a key of this name"),
    ]);
  });
});

describe("loading an environment's settings", () => {
  it("merges the estate's sections with the environment's and fills in the defaults", () => {
    const settings = settingsOf(DEV);
    expect(settings.name).toBe("dev");
    expect(settings.account.host).toBe("https://accounts.azuredatabricks.net");
    expect(settings.network).toEqual({
      cidr: "10.10.0.0/20",
      privateEndpoints: true,
      publicAccess: true,
      natGateway: true,
    });
    expect(settings.compute.warehouse.size).toBe("2X-Small");
  });

  it("lets an environment's file replace a section of the estate", () => {
    const own = settingsOf(`${DEV}  lakestage:metastore:\n    id: 11111111-2222-4333-8444-555555555555\n`);
    expect(own.metastore.id).toBe("11111111-2222-4333-8444-555555555555");
  });

  it("takes a key without a namespace as Pulumi does: as one of the project's own", () => {
    expect(settingsOf(`${DEV}  storage:\n    softDeleteDays: 30\n`).storage.softDeleteDays).toBe(30);
  });

  it("prefers what the engine read over what the files say", () => {
    const configured = configuredSections({
      "lakestage:storage": '{"softDeleteDays":90}',
      "lakestage:unknown": "{}",
      "azure-native:location": "elsewhere",
    });
    expect(settingsOf(DEV, configured).storage.softDeleteDays).toBe(90);
  });
});

describe("a mistake in the settings", () => {
  it("in a key's name is met with the nearest name", () => {
    expect(problemsOf(`${DEV}    privateEndpoint: true\n`)).toEqual([
      'Pulumi.dev.yaml:6:5: unknown key "privateEndpoint"; did you mean "privateEndpoints"?',
    ]);
  });

  it("in a section's name is met with the nearest name", () => {
    expect(problemsOf(`${DEV}  lakestage:natwork:\n    cidr: 10.0.0.0/20\n`)).toEqual([
      'Pulumi.dev.yaml:6:3: unknown key "natwork"; did you mean "network"?',
    ]);
  });

  it("in the namespace is not passed over as somebody else's key", () => {
    expect(problemsOf(`${DEV}  lakstage:storage: {}\n`)).toEqual([
      'Pulumi.dev.yaml:6:3: unknown namespace "lakstage"; did you mean "lakestage"?',
    ]);
  });

  it("in the file's own keys is met with those that Pulumi knows", () => {
    expect(problemsOf(`${DEV}secretprovider: passphrase\n`)).toEqual([
      'Pulumi.dev.yaml:6:1: unknown key "secretprovider"; did you mean "secretsprovider"?',
    ]);
  });

  it("in a value's type names the type that is wanted, and the one that is there", () => {
    expect(problemsOf(`${DEV}    privateEndpoints: "yes"\n`)).toEqual([
      'Pulumi.dev.yaml:6:23: "privateEndpoints" must be true or false, not text',
    ]);
    expect(problemsOf(`${DEV}  lakestage:storage: 7\n`)).toEqual([
      'Pulumi.dev.yaml:6:22: "storage" must be keys and values, not a number',
    ]);
  });

  it("in one of a list's items points at that item", () => {
    expect(problemsOf(`${DEV}  lakestage:budget:\n    emails:\n      - a@lakestage.example\n      - nobody\n`)).toEqual(
      ['Pulumi.dev.yaml:9:9: item 2 of "emails" must be an e-mail address'],
    );
  });

  it("in a choice lists what can be chosen", () => {
    expect(problemsOf(DEV.replace("development", "developement"))).toEqual([
      'Pulumi.dev.yaml:3:12: "stage" must be "development", "staging" or "production"; did you mean "development"?',
    ]);
  });

  it("in a number's range names the bound", () => {
    expect(problemsOf(`${DEV}  lakestage:keyVault:\n    softDeleteDays: 3\n`)).toEqual([
      'Pulumi.dev.yaml:7:21: "softDeleteDays" must be at least 7',
    ]);
    expect(problemsOf(DEV.replace("/20", "/28"))).toEqual(['Pulumi.dev.yaml:5:11: "cidr" must be between /16 and /24']);
  });

  it("by leaving something out points at where it belongs", () => {
    expect(problemsOf("config:\n  lakestage:environment:\n    stage: development\n  lakestage:network: {}\n")).toEqual([
      'Pulumi.dev.yaml:4:3: missing key "cidr"',
    ]);
    expect(problemsOf("config:\n  lakestage:environment:\n    stage: development\n")).toEqual([
      'Pulumi.dev.yaml:1:1: missing section "lakestage:network": it needs "cidr"',
    ]);
  });

  it("in the estate's file is reported there, once and with its place", () => {
    const estate = ESTATE.replace("westeurope", "West Europe");
    expect(problemsOf(DEV, { "Pulumi.yaml": estate })).toEqual([
      `Pulumi.yaml:11:17: "location" must be a region's short name such as westeurope`,
    ]);
    expect(problemsOf(DEV, { "Pulumi.yaml": `${ESTATE}  lakestage:groups:\n    mlEngineers: x\n` })).toEqual([
      'Pulumi.yaml:15:3: "lakestage:groups" must hold its settings under "value:"',
    ]);
  });

  it("in the file's syntax is reported with its place", () => {
    expect(problemsOf("config:\n  lakestage:network: {cidr: [\n")[0]).toMatch(/^Pulumi\.dev\.yaml:3:1: /);
    expect(problemsOf(`${DEV}  lakestage:network:\n    cidr: 10.0.0.0/20\n`)).toEqual([
      "Pulumi.dev.yaml:6:3: this key is there already: keep one of the two",
    ]);
  });

  it("does not hide the others: all are reported, in the order of the file", () => {
    expect(
      problemsOf(
        "config:\n  lakestage:natwork: {}\n  lakestage:environment:\n    stage: qa\n  lakestage:network:\n    cidr: 7\n",
      ),
    ).toEqual([
      'Pulumi.dev.yaml:2:3: unknown key "natwork"; did you mean "network"?',
      'Pulumi.dev.yaml:4:12: "stage" must be "development", "staging" or "production"',
      'Pulumi.dev.yaml:6:11: "cidr" must be text, not a number: put it in quotes',
    ]);
  });

  it("in the name of what must be there is not reported again as its absence", () => {
    expect(problemsOf(DEV.replace("lakestage:network", "lakestage:natwork").replace("cidr", "cdir"))).toEqual([
      'Pulumi.dev.yaml:4:3: unknown key "natwork"; did you mean "network"?',
      'Pulumi.dev.yaml:5:5: unknown key "cdir"; did you mean "cidr"?',
    ]);
    expect(problemsOf(DEV.replace("cidr", "cdir"))).toEqual([
      'Pulumi.dev.yaml:5:5: unknown key "cdir"; did you mean "cidr"?',
    ]);
  });

  it("in a network's range is one that Azure would find", () => {
    expect(problemsOf(DEV.replace("10.10.0.0", "10.10.1.0"))).toEqual([
      'Pulumi.dev.yaml:5:11: "cidr" must begin with its first address, as 10.10.0.0/20 does and 10.10.1.0/20 does not',
    ]);
    for (const kept of ["127.0.0.0", "169.254.16.0", "168.63.128.0", "224.0.0.0", "255.255.240.0"]) {
      expect(problemsOf(DEV.replace("10.10.0.0", kept))[0]).toMatch(
        /"cidr" must be outside of what Azure keeps to itself/,
      );
    }
  });

  it("in tags is one that some resource of Azure's would not take", () => {
    const tagged = (tags: object): string[] => {
      const sections = `${ESTATE.replace("location: westeurope", `location: westeurope\n      tags: ${JSON.stringify(tags)}`)}`;
      const result = loadEnvironment(projectWith({ "Pulumi.yaml": sections, "Pulumi.dev.yaml": DEV }), "dev");
      return result.ok ? [] : describeProblems(result.problems).split("\n");
    };
    const several = (count: number): object =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag-${index}`, "x"]));
    expect(tagged({ "cost center": "4711" })).toEqual([]);
    expect(tagged(several(13))).toEqual([]);
    expect(tagged({ Environment: "mine" })[0]).toMatch(
      /^Pulumi\.yaml:\d+:\d+: "Environment" is a tag that every resource gets already, as environment: Azure takes no notice of letter case$/,
    );
    for (const [tags, expected] of [
      [several(14), /"tags" must be at most 13 with network\.privateEndpoints: private DNS takes 15/],
      [several(49), /"tags" must have at most 48, as Azure allows/],
      [{ azureCost: "x" }, /"azureCost" is no name of a tag: it begins with a word that Azure keeps for itself/],
      [{ "a/b": "x" }, /"a\/b" is no name of a tag: it has the character \//],
      [{ a: "x", A: "y" }, /"A" is a tag that there is already, as a: Azure takes no notice of letter case/],
      [{ a: "x".repeat(257) }, /"a" must have at most 256 characters/],
    ] as const) {
      expect(tagged(tags)[0]).toMatch(expected);
    }
  });

  it("in a catalog's name is one that is there already", () => {
    const called = (catalog: string): string[] =>
      problemsOf(`${DEV}  lakestage:unityCatalog:\n    catalog: ${catalog}\n`);
    expect(called("system")[0]).toMatch(/^Pulumi\.dev\.yaml:7:14: "catalog" must be another than .*system/);
    expect(called("lakestage_dev")).toEqual([
      'Pulumi.dev.yaml:7:14: "catalog" is what Azure calls the catalog that it makes with a workspace in some accounts: take another name',
    ]);
    const files = projectWith({ "Pulumi.yaml": ESTATE, "Pulumi.samples.yaml": DEV });
    const result = loadEnvironment(files, "samples");
    expect(result.ok ? "" : describeProblems(result.problems)).toMatch(
      /^Pulumi\.samples\.yaml:\d+:\d+: "samples" is a name of the service's own, and no catalog's: set another, unityCatalog\.catalog$/,
    );
  });

  it("in the prefix of all names is a word of Microsoft's", () => {
    for (const prefix of ["microsoft1", "loginsvc", "mywindows"]) {
      const estate = ESTATE.replace("location: westeurope", `location: westeurope\n      prefix: ${prefix}`);
      const result = loadEnvironment(projectWith({ "Pulumi.yaml": estate, "Pulumi.dev.yaml": DEV }), "dev");
      expect(result.ok ? "" : describeProblems(result.problems)).toMatch(/"prefix" must hold neither microsoft/);
    }
  });

  it("in an IP access list is more than a workspace takes", () => {
    const addresses = Array.from({ length: 1001 }, (_, index) => `198.51.${index >> 8}.${index & 255}`);
    expect(problemsOf(`${DEV}  lakestage:workspace:\n    ipAccessList: ${JSON.stringify(addresses)}\n`)[0]).toMatch(
      /"ipAccessList" must name at most 1000: Databricks takes no more in a workspace/,
    );
  });

  it("that only shows between sections names what to change", () => {
    expect(problemsOf(`${DEV}    privateEndpoints: false\n    publicAccess: false\n`)).toEqual([
      'Pulumi.dev.yaml:7:19: "publicAccess" leaves no way to reach the workspace: set network.privateEndpoints to true',
    ]);
    const stopsSoon = `${DEV}  lakestage:compute:\n    warehouse:\n      autoStopMinutes: 5\n`;
    expect(problemsOf(stopsSoon)).toEqual([
      'Pulumi.dev.yaml:8:24: "autoStopMinutes" must be at least 10, unless compute.warehouse.serverless is true: others take minutes to start',
    ]);
    expect(settingsOf(`${stopsSoon}      serverless: true\n`).compute.warehouse.autoStopMinutes).toBe(5);
    expect(problemsOf(`${DEV}  lakestage:workspace:\n    customerManagedKeys: true\n`)).toEqual([
      'Pulumi.dev.yaml:7:26: "customerManagedKeys" needs azure.databricksObjectId, for Azure Databricks to use the key',
    ]);
  });

  const identity = (github: string, azureDevOps = "") =>
    `${DEV}  lakestage:identity:\n    github: { organization: o, repository: r${github} }\n${azureDevOps}`;

  it("that gives one id of GitHub's asks for the other", () => {
    expect(problemsOf(identity(", repositoryId: 345"))).toEqual([
      'Pulumi.dev.yaml:7:61: "repositoryId" needs identity.github.organizationId: a token that holds one id of GitHub\'s holds both',
    ]);
    expect(problemsOf(identity(", organizationId: 12"))).toEqual([
      'Pulumi.dev.yaml:7:63: "organizationId" needs identity.github.repositoryId: a token that holds one id of GitHub\'s holds both',
    ]);
    expect(problemsOf(identity(", organizationId: 12, repositoryId: 345"))).toEqual([]);
  });

  it("in a service connection's name is met with the nearest, and in its subject with the organisation's id", () => {
    const organization = "1f2e3d4c-5b6a-4978-8695-a4b3c2d1e001";
    const connections = (name: string, inside: string) =>
      identity(
        "",
        `    azureDevOps:\n      organization: o\n      organizationId: ${organization}\n      project: p\n` +
          `      entraSubjects:\n        ${name}: /eid1/c/pub/t/T/a/A/sc/${inside}/4d1c7a90-2e6b-4f35-8a1d-0c9e8b7f6a01\n`,
      );
    expect(problemsOf(connections("lakestage-dev-preview", organization))).toEqual([]);
    expect(problemsOf(connections("lakestage-dve", organization))).toEqual([
      'Pulumi.dev.yaml:13:9: no service connection "lakestage-dve"; did you mean "lakestage-dev"?',
    ]);
    expect(problemsOf(connections("lakestage-dev", organization.replace("1f", "2f")))).toEqual([
      'Pulumi.dev.yaml:13:24: "lakestage-dev" is of another organisation than identity.azureDevOps.organizationId',
    ]);
  });

  it("in the name of an environment that may read the catalog is met with the nearest", () => {
    const prod = DEV.replace("development", "production").replace("10.10", "10.30");
    const reading = `${DEV}  lakestage:unityCatalog:\n    readOnlyIn: [porod, dev]\n`;
    expect(problemsOf(reading, { "Pulumi.prod.yaml": prod })).toEqual([
      'Pulumi.dev.yaml:7:18: no environment "porod"; did you mean "prod"?',
      'Pulumi.dev.yaml:7:25: "dev" reads its own catalog anyway: remove it',
    ]);
  });

  it("in an environment that is to read storage and has no way to it", () => {
    const open = `${DEV.replace("development", "production").replace("10.10", "10.30")}    privateEndpoints: false\n`;
    const reading = (access: string): string =>
      `${DEV}  lakestage:unityCatalog:\n    readOnlyIn: [prod]\n    prodAccess: ${access}\n`;
    expect(problemsOf(reading("binding"), { "Pulumi.prod.yaml": open })).toEqual([
      'Pulumi.dev.yaml:7:18: the storage of "dev" takes private endpoints only, and "prod" has none: set network.privateEndpoints to the same in both',
    ]);
    // Who writes snapshots goes the other way.
    expect(problemsOf(reading("snapshot"), { "Pulumi.prod.yaml": open })).toEqual([]);
  });

  it("in the name of a stack that was made with pulumi stack init is met with the nearest environment", () => {
    const environments = { "Pulumi.prod.yaml": DEV, "Pulumi.porod.yaml": "encryptionsalt: v1:c2FsdA==\n" };
    const result = loadEnvironment(projectWith({ "Pulumi.yaml": ESTATE, ...environments }), "porod");
    expect(result.ok ? "" : describeProblems(result.problems)).toBe(
      'Pulumi.porod.yaml:1:1: no settings for an environment "porod"; did you mean "prod"? ' +
        '(a new one needs "config:" with "lakestage:environment" and "lakestage:network")',
    );
  });

  it("in the environment's name lists the environments that there are", () => {
    const result = loadEnvironment(projectWith({ "Pulumi.yaml": ESTATE, "Pulumi.dev.yaml": DEV }), "dve");
    expect(result.ok ? "" : describeProblems(result.problems)).toBe(
      'Pulumi.dve.yaml: no environment "dve"; did you mean "dev"? ' +
        '(there are "dev"; a new one needs this file, and a name of 2 to 8 lower-case letters and digits)',
    );
  });
});

describe("secrets in the settings", () => {
  const slack = (url: string) => `${DEV}  lakestage:notifications:\n    slack:\n      url: ${url}\n`;

  it("are well formed as long as they are encrypted", () => {
    expect(problemsOf(slack("{ secure: AAABAHt3 }"))).toEqual([]);
  });

  it("are never repeated in a message", () => {
    const [problem, ...others] = problemsOf(slack("http://hooks.example/T0/hunter2"));
    expect(others).toEqual([]);
    expect(problem).toMatch(/^Pulumi\.dev\.yaml:8:12: "url" is a secret in plain text: /);
    expect(problem).not.toContain("hunter2");
  });
});

describe("a credential in plain text", () => {
  const token = `dapi${"0a1b2c3d".repeat(4)}`;

  it("is told at its line, in sections of other programs too, and once", () => {
    const dev = `${DEV}  databricks:token: ${token}\n  lakestage:notifications:\n    webhook: { url: https://x.invalid/a, password: ${token} }\n`;
    expect(problemsOf(dev)).toEqual([
      expect.stringMatching(/^Pulumi.dev.yaml:6:21: "databricks:token" is a credential in plain text/),
      expect.stringMatching(/^Pulumi.dev.yaml:8:52: "password" is a secret in plain text/),
    ]);
  });
});

describe("settings that cannot work", () => {
  const groups = (said: string): string => `${DEV}  lakestage:groups: { ${said} }\n`;

  it.each([
    ["dataScientists: admins", '6:39: "dataScientists" must be a group of the account\'s own'],
    ["mlEngineers: Account Users", '6:36: "mlEngineers" must be a group of the account\'s own'],
    ["platformAdmins: USERS", '6:39: "platformAdmins" must be a group of the account\'s own'],
    ["mlEngineers: Data-Scientists", '6:36: "mlEngineers" is the group of groups.dataScientists, as Databricks takes'],
    ["platformAdmins: ml-engineers", '6:39: "platformAdmins" is the group of groups.mlEngineers: name another'],
    ["mlEngineers: lakestage-prod-runners", '6:36: "mlEngineers" is a group that Lakestage makes'],
  ])("in groups are told where they stand: %s", (said, message) => {
    expect(problemsOf(groups(said))).toEqual([expect.stringContaining(`Pulumi.dev.yaml:${message}`)]);
  });

  it("in groups are told together", () => {
    expect(problemsOf(groups("dataScientists: Admins, mlEngineers: X, platformAdmins: x"))).toHaveLength(2);
  });

  const inRegion = (region: string, redundancy: string): string[] =>
    problemsOf(`${DEV}  lakestage:storage: { redundancy: ${redundancy} }\n`, {
      "Pulumi.yaml": ESTATE.replace("westeurope", region),
    });

  it.each([
    ["westus", "ZRS", "has no availability zones: it can be LRS or GRS"],
    ["ukwest", "GZRS", "has no availability zones: it can be LRS or GRS"],
    ["polandcentral", "GRS", "has no paired region: it can be LRS or ZRS"],
    ["italynorth", "GZRS", "has no paired region: it can be LRS or ZRS"],
  ])("copies that %s does not have: %s", (region, redundancy, why) => {
    expect(inRegion(region, redundancy)).toEqual([
      `Pulumi.dev.yaml:6:36: "redundancy" is ${redundancy}, and ${region} ${why} there`,
    ]);
  });

  it.each([
    ["westeurope", "GZRS"],
    ["polandcentral", "ZRS"],
    ["westus", "GRS"],
    ["somewherenew", "GZRS"],
  ])("but not those that %s has: %s", (region, redundancy) => {
    expect(inRegion(region, redundancy)).toEqual([]);
  });

  it.each(["spark_catalog", "global_temp", "hive_metastore", "system", "samples", "information_schema"])(
    "a catalog called %s",
    (name) => {
      expect(problemsOf(`${DEV}  lakestage:unityCatalog: { catalog: ${name} }\n`)).toEqual([
        expect.stringContaining('6:38: "catalog" must be another than'),
      ]);
    },
  );

  it("snapshots for nobody, and a percentage twice, however it is written", () => {
    expect(
      problemsOf(
        `${DEV}  lakestage:unityCatalog: { prodAccess: snapshot }\n  lakestage:budget: { warnAtPercent: [80, 80.0] }\n`,
      ),
    ).toEqual([
      expect.stringContaining('6:41: "prodAccess" is snapshot, and nobody gets any: name the environments'),
      expect.stringContaining('7:43: "80" is named twice'),
    ]);
  });
});
