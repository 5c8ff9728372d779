import { invalidParameter } from "../../control-plane";

/** The services that host Git repositories, as the API names them. */
const PROVIDERS = [
  "gitHub",
  "bitbucketCloud",
  "gitLab",
  "azureDevOpsServices",
  "gitHubEnterprise",
  "bitbucketServer",
  "gitLabEnterpriseEdition",
  "awsCodeCommit",
];

/**
 * The API's name of a provider that was given in any case.
 * @throws ApiError 400
 */
export function gitProvider(given: string): string {
  const provider = PROVIDERS.find((each) => each.toLowerCase() === given.toLowerCase());
  if (!provider) throw invalidParameter(`Git provider ${given} is not supported: it must be ${PROVIDERS.join(", ")}.`);
  return provider;
}
