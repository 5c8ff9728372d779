/** Services that keep Git repositories, as the Repos API calls them. */
export const GIT_PROVIDERS = [
  "gitHub",
  "gitHubEnterprise",
  "gitLab",
  "gitLabEnterpriseEdition",
  "bitbucketCloud",
  "bitbucketServer",
  "azureDevOpsServices",
  "awsCodeCommit",
] as const;

export type GitProvider = (typeof GIT_PROVIDERS)[number];

/** What follows from an address alone: what the Terraform provider knows, by the host and its port. */
const BY_HOST = new Map<string, GitProvider>([
  ["github.com", "gitHub"],
  ["gitlab.com", "gitLab"],
  ["bitbucket.org", "bitbucketCloud"],
  ["dev.azure.com", "azureDevOpsServices"],
]);

const AWS_CODE_COMMIT = /^git-codecommit\.[^.]+\.amazonaws\.com$/;

/** As it is written, with its port: `github.com:443` is another host to the provider than `github.com`. */
const hostOf = (address: string): string =>
  (/^[a-z]+:\/\/(?:[^/@]*@)?([^/?#]*)/i.exec(address)?.[1] ?? "").toLowerCase();

/** The service that keeps a repository, where its address tells; undefined where it must be said. */
export function providerOf(repository: string): GitProvider | undefined {
  const host = hostOf(repository);
  return AWS_CODE_COMMIT.test(host) ? "awsCodeCommit" : BY_HOST.get(host);
}

/** The one that an organisation's own host probably is, by its name. */
export function likelyProvider(repository: string): GitProvider | undefined {
  const host = hostOf(repository);
  if (/(^|\.)(github\.com|gitlab\.com|bitbucket\.org|dev\.azure\.com)(:443)?$/.test(host)) {
    return providerOf(`https://${host.replace(/:443$/, "").replace(/^www\./, "")}`);
  }
  if (host.endsWith(".visualstudio.com")) return "azureDevOpsServices";
  if (/github|\.ghe\.com$/.test(host)) return "gitHubEnterprise";
  if (host.includes("gitlab")) return "gitLabEnterpriseEdition";
  return host.includes("bitbucket") ? "bitbucketServer" : undefined;
}
