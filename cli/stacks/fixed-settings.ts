import { resourceNames } from "../../infra/components/azure/resource-names";
import { type EnvironmentSettings, loadEnvironment, type Problem } from "../../infra/config";
import { ownResources, type ResourceState } from "../engine/deployment";
import { MistakesError } from "../mistakes-error";
import { SETTINGS } from "../settings";
import type { Target } from "../targets/target";
import type { Stack } from "./stacks";

/** A setting that Azure holds an environment to once it is deployed. */
interface FixedSetting {
  /** The setting, its section first. */
  path: [section: string, key: string];
  /** The resource that shows what it was. */
  type: string;
  /** What is wrong with the setting beside the resource as it is, and what to do; undefined where nothing is. */
  problem(resource: Pick<ResourceState, "outputs">, settings: EnvironmentSettings): string | undefined;
}

const GUIDE = "docs/deploy-to-azure.md, Fixed for good";

const FIXED: readonly FixedSetting[] = [
  {
    path: ["azure", "location"],
    type: "azure-native:resources:ResourceGroup",
    problem: (group, { azure }) => unlike(azure.location, valueAt(group, "location"), { bare: true }),
  },
  {
    path: ["azure", "prefix"],
    type: "azure-native:resources:ResourceGroup",
    problem: (group, { azure, name }) => {
      const { resourceGroup } = resourceNames({ ...azure, environment: name });
      const there = String(valueAt(group, "name") ?? resourceGroup);
      return resourceGroup === there ? undefined : unlike(azure.prefix, there.slice(0, there.lastIndexOf("-")));
    },
  },
  {
    path: ["azure", "subscriptionId"],
    type: "azure-native:databricks:Workspace",
    problem: (workspace, { azure }) =>
      // `/subscriptions/‹id›/resourceGroups/…`
      unlike(azure.subscriptionId, String(valueAt(workspace, "managedResourceGroupId") ?? "").split("/")[2], {
        bare: true,
      }),
  },
  {
    path: ["network", "cidr"],
    type: "azure-native:network:VirtualNetwork",
    problem: (network, { network: { cidr } }) => unlike(cidr, valueAt(network, "addressSpace", "addressPrefixes", "0")),
  },
  {
    path: ["keyVault", "softDeleteDays"],
    type: "azure-native:keyvault:Vault",
    problem: (vault, { keyVault }) =>
      unlike(keyVault.softDeleteDays, valueAt(vault, "properties", "softDeleteRetentionInDays")),
  },
  {
    path: ["keyVault", "purgeProtection"],
    type: "azure-native:keyvault:Vault",
    problem: (vault, { keyVault }) =>
      !keyVault.purgeProtection && valueAt(vault, "properties", "enablePurgeProtection") === true
        ? "the vault is protected against purging, which Azure does not take off again: set it to true"
        : undefined,
  },
  {
    path: ["workspace", "customerManagedKeys"],
    type: "azure-native:databricks:Workspace",
    problem: (workspace, settings) =>
      !settings.workspace.customerManagedKeys && valueAt(workspace, "encryption", "entities", "managedDisk")
        ? "clusters' disks have a key of your own, which Azure does not take off again: set it to true, or make the environment anew"
        : undefined,
  },
  {
    path: ["storage", "redundancy"],
    type: "azure-native:storage:StorageAccount",
    problem: (account, { storage: { redundancy } }) => {
      const there = String(valueAt(account, "sku", "name") ?? "").replace("Standard_", "");
      if (there === "" || inZones(there) === inZones(redundancy)) return undefined;
      return (
        `the account has ${there}, and gains or loses copies in other zones by a conversion only: ` +
        `az storage account migration start, then pulumi refresh (${GUIDE})`
      );
    },
  },
];

const inZones = (redundancy: string): boolean => redundancy.endsWith("ZRS");

/** @param bare Whether blanks and capitals say nothing: `West Europe` is `westeurope`. */
function unlike(wanted: unknown, there: unknown, { bare = false } = {}): string | undefined {
  const said = (value: unknown): string => (bare ? String(value).replaceAll(" ", "").toLowerCase() : String(value));
  if (there === undefined || said(wanted) === said(there)) return undefined;
  return `it is ${said(there)} where the environment is deployed, and fixed there: set it back, or make the environment anew (${GUIDE})`;
}

/** What Azure said of a resource at last, by the names of members and the numbers of entries. */
const valueAt = ({ outputs }: Pick<ResourceState, "outputs">, ...path: string[]): unknown =>
  path.reduce<unknown>((value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined), outputs);

/** @throws CommandError for settings that Azure would refuse in what is deployed, or that would change nothing there. */
export async function requireFixedSettings(
  target: Pick<Target, "deployment">,
  stacks: readonly Stack[],
): Promise<void> {
  const platforms = stacks.filter(({ kind }) => kind === "platform");
  const problems = (await Promise.all(platforms.map((stack) => problemsOf(target, stack)))).flat();
  if (problems.length === 0) return;
  throw new MistakesError(problems, "Nothing was changed.");
}

async function problemsOf(target: Pick<Target, "deployment">, { environment, name }: Stack): Promise<Problem[]> {
  const loaded = loadEnvironment(SETTINGS, environment);
  if (!loaded.ok) return [];
  const changed = changedForGood(ownResources(await target.deployment(name)), loaded.settings);
  return changed.map(({ path, problem }) => loaded.locate(path, `"${path[1]}" cannot be changed: ${problem}`));
}

/** Settings that are not what a platform was deployed with, and that Azure would not change there; why, and what to do. */
export const changedForGood = (
  resources: readonly Pick<ResourceState, "type" | "outputs">[],
  settings: EnvironmentSettings,
): { path: FixedSetting["path"]; problem: string }[] =>
  FIXED.flatMap(({ path, problem, type }) => {
    const resource = resources.find((each) => each.type === type);
    const found = resource && problem(resource, settings);
    return found === undefined ? [] : [{ path, problem: found }];
  });
