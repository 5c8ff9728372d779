import type { EnvironmentSettings } from "../../../../infra/config";
import type { RuleContext } from "../../../rule";
import { namesIn } from "../../grants/shared/principals";
import type { Address } from "./addresses";

/** Whether an address lies below one of the places, `host/folder`, part by part. */
const liesIn = ({ host, path }: Address, places: readonly string[]): boolean => {
  const parts = [host, ...path.split("/")].filter((part) => part !== "").map((part) => part.toLowerCase());
  return places.some((place) => {
    const trusted = place
      .toLowerCase()
      .split("/")
      .filter((part) => part !== "");
    return trusted.every((part, index) => parts[index] === part);
  });
};

/** `github.com/lakestage-example`: what the settings name, or else whoever may deploy. */
export function gitOrganizationsOf({ identity, trust }: EnvironmentSettings): string[] {
  if (trust.gitOrganizations) return trust.gitOrganizations;
  const { azureDevOps, github } = identity;
  return [
    ...(github ? [`github.com/${github.organization}`] : []),
    ...(azureDevOps
      ? [`dev.azure.com/${azureDevOps.organization}`, `${azureDevOps.organization}.visualstudio.com/`]
      : []),
  ];
}

export const isOwnRepository = (address: Address, { settings }: RuleContext): boolean =>
  address.protocol === "https" && liesIn(address, gitOrganizationsOf(settings));

export const isPackageIndex = (address: Address, { settings }: RuleContext): boolean =>
  address.protocol === "https" &&
  liesIn(
    address,
    settings.trust.packageIndexes.map((index) => index.replace(/^https:\/\//, "")),
  );

/** @param image as a runtime is told of it, `lakestage.azurecr.io/ml/train:3`: without a host, it is Docker Hub's. */
export function isFromRegistry(image: string, { settings }: RuleContext): boolean {
  const [host = "", ...path] = image.replace(/^https?:\/\//, "").split("/");
  return path.length > 0 && liesIn({ protocol: "https", host, path: path.join("/") }, settings.trust.imageRegistries);
}

/** In lower case. */
export function emailDomainsOf({ notifications, trust }: EnvironmentSettings): string[] {
  const domains = trust.emailDomains ?? notifications.email.map((address) => address.split("@").at(-1) ?? "");
  return [...new Set(domains.map((domain) => domain.toLowerCase()))];
}

/** Hosts that the settings name: `trust.hosts`, and those of what is notified, where it can be read. */
export function isTrustedHost(host: string, { settings }: RuleContext): boolean {
  const { slack, teams, webhook } = settings.notifications;
  const notified = [slack, teams, webhook].flatMap((each) => {
    return each && URL.canParse(each.url) ? [new URL(each.url).hostname] : [];
  });
  return [...settings.trust.hosts, ...notified].some((trusted) =>
    trusted.startsWith("*.") ? host.endsWith(trusted.slice(1)) : host === trusted.toLowerCase(),
  );
}

/** Where the deployment itself reaches workspaces. */
export const isWorkspaceHost = (host: string): boolean => /^adb-\d+\.\d+\.azuredatabricks\.net$/.test(host);

/** Addresses of the machine itself; and a name that no host has, which stands for one that is not there yet. */
const NOWHERE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.invalid)$/;

const STORAGE = /^(blob|dfs|file|queue|table)\.core\.windows\.net$/;

/**
 * Whether a host is the environment's own: its storage, its vault, the account that it is in, or the Logic Apps of its
 * region, whose one workflow here starts retraining.
 * @param stand names that stand for the storage account and the vault where Azure has not made them.
 */
export function isOwnHost(host: string, standIns: ReadonlySet<string>, { settings }: RuleContext): boolean {
  if (NOWHERE.test(host)) return true;
  const { account, azure } = settings;
  if (URL.canParse(account.host) && new URL(account.host).hostname === host) return true;
  const [name = "", ...domain] = host.split(".");
  const { keyVault, storageAccount } = namesIn(settings);
  const below = domain.join(".");
  if (STORAGE.test(below)) return name === storageAccount || standIns.has(name);
  if (below === "vault.azure.net") return name === keyVault || standIns.has(name);
  return below === `${azure.location}.logic.azure.com`;
}
