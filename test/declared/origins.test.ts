import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import type { Place } from "../../policies/place";
import { originOf } from "../../policies/report/origin/origin-of";
import { movedProperties } from "./moved-properties";

/** Settings that are part of nearly all names and ids, or only decide between things that the program says. */
const PARTS_OF_NAMES =
  /^environment (account[.]id|azure[.](prefix|subscriptionId|tenantId)|metastore[.]id|environment[.].*)$/;

const CHECKOUT = join(__dirname, "../..");

// The program runs some dozens of times for the first question about a stack.
jest.setTimeout(60_000);

let estate: DeclaredStack[];

beforeAll(async () => {
  estate = await declareEstate(CHECKOUT);
}, 60_000);

const stackOf = (name: string): DeclaredStack => {
  const stack = estate.find((each) => each.name === name);
  if (!stack) throw new Error(`no stack ${name} is shipped`);
  return stack;
};

/** Where a finding about a resource, named by the end of its URN, leads to. */
function origin(stackName: string, urnEnds: string, property?: string): Promise<Place> {
  const stack = stackOf(stackName);
  const resource = stack.resources.find(({ urn }) => urn.endsWith(urnEnds));
  if (!resource) throw new Error(`${stackName} has no ${urnEnds}`);
  return originOf({ urn: resource.urn, ...(property !== undefined && { property }) }, stack, CHECKOUT);
}

/** The line of a file that a place names, from its column. */
const textAt = ({ column = 1, file, line = 1 }: Place): string =>
  (readFileSync(join(CHECKOUT, file), "utf8").split("\n")[line - 1] ?? "").slice(column - 1);

describe("where a finding can be mended", () => {
  it("is known for every resource of the shipped estate, to the line", async () => {
    const resources = estate.flatMap((stack) => stack.resources.map(({ urn }) => ({ stack, urn })));
    expect(resources.length).toBeGreaterThan(400);
    const nowhere: string[] = [];
    for (const { stack, urn } of resources) {
      const { file, line } = await originOf({ urn }, stack, CHECKOUT);
      if (!existsSync(join(CHECKOUT, file)) || line === undefined) nowhere.push(urn);
    }
    expect(nowhere).toEqual([]);
  }, 120_000);

  it("is a file of the project's for every resource in its stack as a whole, and none for an environment's", async () => {
    for (const stack of estate) {
      for (const { urn } of stack.resources) {
        const { file } = await originOf({ urn }, stack, CHECKOUT);
        expect(file.startsWith("projects/")).toBe(stack.project !== undefined);
      }
    }
  }, 120_000);

  it.each([
    ["a model's section", "ml:ProjectModel::model", undefined, "flight_delay:"],
    ["a job's section", "job:Job::training", undefined, "training:"],
    ["a job's schedule", "job:Job::training", "schedule.quartzCronExpression", '"0 0 1 ? * SUN"'],
    ["a job's tags", "job:Job::training", "tags.cost-center", '"2100" }'],
    ["a job's people", "job:Job::features", "emailNotifications.onFailures", "flight-operations@lakestage.example]"],
    ["an endpoint's traffic", "ModelServing::endpoint", "config.trafficConfig.routes[0].trafficPercentage", "10 }"],
    ["an endpoint's limits", "ModelServing::endpoint", "aiGateway.rateLimits[0].calls", "600 }"],
    ["what an endpoint leaves to the default", "ModelServing::endpoint", "aiGateway.usageTrackingConfig", "online:"],
    ["a job's section for a section that nobody wrote", "job:Job::training", "jobClusters[0].newCluster", "training:"],
    ["a monitor", "QualityMonitor::monitor-requests", undefined, "requests:"],
    ["a monitor's slices", "QualityMonitor::monitor-predictions", "slicingExprs", "carrier]"],
    ["an alert", "AlertV2::alert-model-decays-alert", undefined, "model-decays:"],
    ["an alert's threshold", "AlertV2::alert-model-decays-alert", "evaluation.threshold", "0.65 }"],
    ["an alert's listeners", "AlertV2::alert-model-decays-alert", "evaluation.notification", "team, email]"],
    ["the alert that retrains", "NotificationDestination::retraining", undefined, "flight_delay"],
    ["feature tables", "job:Job::features", undefined, "features:"],
    ["the model, of a job that all projects have", "job:Job::batch-inference", undefined, "flight_delay:"],
    ["the project, where nothing less is said", "Schema::schemas-main", undefined, "description:"],
  ])("in the project's file is %s", async (_, urnEnds, property, text) => {
    const place = await origin("prod.flight-delay", urnEnds, property);
    expect(place.file).toBe("projects/flight-delay.yaml");
    expect(textAt(place)).toMatch(new RegExp(`^${text.replaceAll(/[?*]/g, "[$&]")}`));
  });

  it.each([
    ["a timeout that all models share", "prod", "job:Job::training", "timeoutSeconds", "180"],
    ["the branch of the environment", "dev", "Repo::code-git-folder", "branch", "develop }"],
    ["what is paused in the environment", "dev", "job:Job::training", "schedule.pauseStatus", "true"],
  ])("in the defaults is %s", async (_, environment, urnEnds, property, text) => {
    const place = await origin(`${environment}.flight-delay`, urnEnds, property);
    expect(place.file).toBe("projects/_defaults.yaml");
    expect(textAt(place)).toBe(text);
  });

  it.each([
    ["the copies of storage", "StorageAccount::data-lake-account", "sku.name", "Pulumi.prod.yaml", "ZRS"],
    ["days of logs", "operationalinsights:Workspace::logs-workspace", "retentionInDays", "Pulumi.prod.yaml", "90"],
    ["a binding", "WorkspaceBinding::unity-catalog-readable-in-dev", undefined, "Pulumi.prod.yaml", "[dev]"],
    ["the address range", "Subnet::network-hosts", "addressPrefix", "Pulumi.prod.yaml", "10.30.0.0/20"],
    ["the budget", "Budget::costs-budget", "amount", "Pulumi.prod.yaml", "2000"],
    ["who may deploy", "::deployment-azure-github", "subject", "Pulumi.yaml", "lakestage-example"],
    [
      "a setting left to its default",
      "Vault::key-vault-vault",
      "properties.enablePurgeProtection",
      "Pulumi.prod.yaml",
      "config:",
    ],
    ["a guard", "StorageAccount::data-lake-account", "protect", "Pulumi.prod.yaml", "config:"],
  ])("in the settings is %s", async (_, urnEnds, property, file, text) => {
    const place = await origin("prod.platform", urnEnds, property);
    expect(place.file).toBe(file);
    expect(textAt(place)).toBe(text);
  });

  it.each([
    [
      "a property of a component's resource",
      "StorageAccount::data-lake-account",
      "allowSharedKeyAccess",
      "components/azure/data-lake.ts",
      "allowSharedKeyAccess: ",
    ],
    [
      "the one of several resources of a type",
      "Subnet::network-endpoints",
      "privateEndpointNetworkPolicies",
      "components/azure/network.ts",
      "privateEndpointNetworkPolicies: ",
    ],
    [
      "a resource, where it does not have the property",
      "BlobServiceProperties::data-lake-soft-delete",
      "isVersioningEnabled",
      "components/azure/data-lake.ts",
      "new BlobServiceProperties(",
    ],
    [
      "the call by which a component has others construct its resource",
      "RoleAssignment::data-lake-connector-access",
      undefined,
      "components/azure/data-lake.ts",
      "assignRole(",
    ],
    [
      "a resource of no component",
      "ResourceGroup::resource-group",
      undefined,
      "program/azure-layer.ts",
      "new ResourceGroup(",
    ],
  ])("in the program is %s", async (_, urnEnds, property, file, text) => {
    const place = await origin("prod.platform", urnEnds, property);
    expect(place.file).toBe(`infra/${file}`);
    expect(textAt(place).slice(0, text.length)).toBe(text);
  });

  it.each([
    [
      "the privileges that people have",
      "prod.platform",
      "Grants::unity-catalog-catalog-grants",
      "grants[0].privileges",
      "catalog: READ",
    ],
    [
      "what a project's identity may do",
      "prod.flight-delay",
      "Grants::model-grants",
      "grants[0].privileges",
      "model: [",
    ],
    [
      "levels on objects",
      "prod.flight-delay",
      "Permissions::training-permissions",
      "accessControls[0].permissionLevel",
      'jobs: "CAN_VIEW"',
    ],
    [
      "levels on objects whose kind is in quotes",
      "prod.flight-delay",
      "Permissions::endpoint-permissions",
      "accessControls[0].permissionLevel",
      'serving-endpoints": "CAN_VIEW"',
    ],
  ])("in the access model is %s", async (_, stack, urnEnds, property, text) => {
    const place = await origin(stack, urnEnds, property);
    expect(place.file).toBe("infra/config/access.ts");
    expect(textAt(place).slice(0, text.length)).toBe(text);
  });

  it.each([
    ["what it runs as", "job:Job::training", "runAs", "ml/project-job.ts", "runAs: "],
    ["what it is without", "job:Job::training", "jobClusters[0].newCluster.dataSecurity", "ml/project-job.ts", "new "],
    [
      "the visibility of a dashboard",
      "index/dashboard:Dashboard::dashboard",
      "embedCredentials",
      "ml/project-dashboard.ts",
      "embed",
    ],
  ])("in the program is, of a project's resource, %s", async (_, urnEnds, property, file, text) => {
    const place = await origin("prod.flight-delay", urnEnds, property);
    expect(place.file).toBe(`infra/components/${file}`);
    expect(textAt(place).slice(0, text.length)).toBe(text);
  });

  it("leads to a setting that changes it, for every property that any setting changes", async () => {
    let count = 0;
    const astray: string[] = [];
    for (const name of ["prod.platform", "prod", "prod.flight-delay"]) {
      const stack = stackOf(name);
      for (const { property, settings, urn } of await movedProperties(stack)) {
        const causes = [...settings].filter((setting) => !PARTS_OF_NAMES.test(setting));
        if (causes.length === 0) continue;
        count++;
        const { file } = await originOf({ urn, property }, stack, CHECKOUT);
        if (!/[.]yaml$|access[.]ts$/.test(file))
          astray.push(`${name} ${urn.split("::").at(-1)} ${property}: ${file} ${causes}`);
      }
    }
    expect(astray).toEqual([]);
    expect(count).toBeGreaterThan(200);
  }, 240_000);

  it("is the beginning of the settings for what a stack lacks", async () => {
    const urn = (name: string): string => `urn:pulumi:${name}::lakestage::pulumi:pulumi:Stack::lakestage-${name}`;
    const of = async (name: string) => textAt(await originOf({ urn: urn(name) }, stackOf(name), CHECKOUT));
    for (const name of ["prod.platform", "prod"]) expect(await of(name)).toBe("lakestage:environment:");
    expect(await of("prod.flight-delay")).toMatch(/^description: /);
  });
});
