/** A pipeline that may act as an identity: whoever shows a token of this issuer, with this subject. */
export interface FederatedPipeline {
  /** Short name, also that of the credential: `github`. */
  name: string;
  description: string;
  /** Who signs the pipeline's tokens. */
  issuer: string;
  /** The token's `sub` claim. */
  subject: string;
}

export interface GitHubRepository {
  organization: string;
  repository: string;
}

export interface AzureDevOpsConnection {
  organization: string;
  organizationId: string;
  project: string;
  /** Name of the service connection. */
  serviceConnection: string;
}

/** Workflows that run in the repository's deployment environment of this name; its reviewers guard who may. */
export const githubPipeline = (
  { organization, repository }: GitHubRepository,
  environment: string,
): FederatedPipeline => ({
  name: "github",
  description: `GitHub Actions of ${organization}/${repository}, environment ${environment}`,
  issuer: "https://token.actions.githubusercontent.com",
  subject: `repo:${organization}/${repository}:environment:${environment}`,
});

/** Workflows that pull requests start, of the repository's own branches: GitHub gives forks no such token. */
export const githubPullRequests = ({ organization, repository }: GitHubRepository): FederatedPipeline => ({
  name: "github",
  description: `GitHub Actions of ${organization}/${repository}, pull requests`,
  issuer: "https://token.actions.githubusercontent.com",
  subject: `repo:${organization}/${repository}:pull_request`,
});

/** Pipelines that are allowed to use the service connection. */
export const azureDevOpsPipeline = ({
  organization,
  organizationId,
  project,
  serviceConnection,
}: AzureDevOpsConnection): FederatedPipeline => ({
  name: "azure-devops",
  description: `Azure Pipelines of ${organization}/${project}, service connection ${serviceConnection}`,
  issuer: `https://vstoken.dev.azure.com/${organizationId}`,
  subject: `sc://${organization}/${project}/${serviceConnection}`,
});
