import { type EnvironmentSettings, serviceConnections } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { isOfPreview } from "./shared/preview-identity";
import { AZURE_TRUST, DATABRICKS_TRUST, trustedPipeline } from "./shared/trusted-pipelines";

export const rule = resourceRule({
  id: "LSID003",
  title: "An environment trusts its own pipelines",
  why: `Where production trusts what runs for development, a push to a branch that nobody reviews deploys to production. A
repository that is not ours is other people's code.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Name the repository or project in `lakestage:identity` of Pulumi.yaml; each environment then trusts what runs for it, and nothing else.",
  example: `# Pulumi.yaml
config:
  lakestage:identity:
    value:
      github:
        organization: lakestage-example
        repository: mlops`,
  types: [AZURE_TRUST, DATABRICKS_TRUST],
  check(trust, report, { settings }) {
    const { path, subject } = trustedPipeline(trust);
    const { azureDevOps, github } = settings.identity;
    const [, repository, environment] = /^repo:([^:]+)(?::environment:(.+))?/.exec(subject) ?? [];
    if (repository && !repositoryNames(github).includes(repository)) {
      report(`the repository ${repository} is not the estate's`, `${path}subject`);
    } else if (environment && environment !== settings.name) {
      report(`${settings.name} trusts what runs for ${environment}`, `${path}subject`);
    }
    const connections = serviceConnections(azureDevOps?.serviceConnection ?? "", settings.name);
    const ownConnection = isOfPreview(trust) ? connections.preview : connections.deployment;
    const [, owner, project, connection] = /^sc:\/\/([^/]+)\/([^/]+)\/(.+)$/.exec(subject) ?? [];
    if (owner && (owner !== azureDevOps?.organization || project !== azureDevOps.project)) {
      report(`the project ${owner}/${project} is not the estate's`, `${path}subject`);
    } else if (connection && connection !== ownConnection) {
      report(`${settings.name} trusts the service connection ${connection}`, `${path}subject`);
    }
    if (subject.includes("/sc/") && subject !== azureDevOps?.entraSubjects[ownConnection]) {
      report(`${subject} is not the service connection ${ownConnection} of the settings`, `${path}subject`);
    }
  },
});

/** As GitHub's tokens call it: by its name; or by names and ids. */
function repositoryNames(github: EnvironmentSettings["identity"]["github"]): string[] {
  if (!github) return [];
  const { organization, organizationId, repository, repositoryId } = github;
  return [`${organization}/${repository}`, `${organization}@${organizationId}/${repository}@${repositoryId}`];
}
