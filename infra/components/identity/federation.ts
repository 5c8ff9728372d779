/** A pipeline that may act as an identity: whoever shows a token of this issuer, with this subject. */
export interface FederatedPipeline {
  /** Short name, also that of the credential: `github`. */
  name: string;
  description: string;
  /** Who signs the pipeline's tokens. */
  issuer: string;
  /** The token's `sub` claim. */
  subject: string;
  /** Whether it gets tokens that are meant for Databricks, beside those for Microsoft Entra ID. */
  reachesDatabricks: boolean;
}

export interface GitHubRepository {
  organization: string;
  repository: string;
  /** GitHub's ids of the two: given together, or neither. */
  organizationId?: number | undefined;
  repositoryId?: number | undefined;
}

export interface AzureDevOpsConnection {
  organization: string;
  organizationId: string;
  project: string;
  /** Name of the service connection. */
  serviceConnection: string;
  /** Of a connection whose tokens Microsoft Entra ID signs: the directory, and the subject that the connection shows. */
  entra?: { tenantId: string; subject: string } | undefined;
}

/** Workflows that run in the repository's deployment environment of this name; its reviewers guard who may. */
export const githubPipelines = (repository: GitHubRepository, environment: string): FederatedPipeline[] =>
  workflows(repository, `environment:${environment}`, `environment ${environment}`);

/** Workflows that pull requests start, of the repository's own branches: GitHub gives forks no such token. */
export const githubPullRequests = (repository: GitHubRepository): FederatedPipeline[] =>
  workflows(repository, "pull_request", "pull requests");

/**
 * A token says which repository it is of by names; or by names and ids, which are nobody else's ever: that of a repository
 * made, renamed or moved since 15 July 2026, or told to. Nobody sees from outside which, so both are trusted if ids are known.
 */
function workflows(
  { organization, organizationId, repository, repositoryId }: GitHubRepository,
  context: string,
  what: string,
): FederatedPipeline[] {
  const byName = {
    name: "github",
    description: `GitHub Actions of ${organization}/${repository}, ${what}`,
    issuer: "https://token.actions.githubusercontent.com",
    subject: `repo:${organization}/${repository}:${context}`,
    reachesDatabricks: true,
  };
  if (organizationId === undefined || repositoryId === undefined) return [byName];
  const subject = `repo:${organization}@${organizationId}/${repository}@${repositoryId}:${context}`;
  return [byName, { ...byName, name: "github-immutable", subject }];
}

/** Pipelines that are allowed to use the service connection. Its tokens are meant for Microsoft Entra ID, and nothing else. */
export const azureDevOpsPipeline = ({
  entra,
  organization,
  organizationId,
  project,
  serviceConnection,
}: AzureDevOpsConnection): FederatedPipeline => ({
  name: "azure-devops",
  description: `Azure Pipelines of ${organization}/${project}, service connection ${serviceConnection}`,
  issuer: entra
    ? `https://login.microsoftonline.com/${entra.tenantId}/v2.0`
    : `https://vstoken.dev.azure.com/${organizationId}`,
  subject: entra ? entra.subject : `sc://${organization}/${project}/${serviceConnection}`,
  reachesDatabricks: false,
});
