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
    const [, organization, repository, environment] =
      /^repo:([^/:]+)\/([^/:]+)(?::environment:(.+))?/.exec(subject) ?? [];
    if (organization && (organization !== github?.organization || repository !== github.repository)) {
      report(`the repository ${organization}/${repository} is not the estate's`, `${path}subject`);
    } else if (environment && environment !== settings.name) {
      report(`${settings.name} trusts what runs for ${environment}`, `${path}subject`);
    }
    const ownConnection = `${azureDevOps?.serviceConnection}-${settings.name}${isOfPreview(trust) ? "-preview" : ""}`;
    const [, owner, project, connection] = /^sc:\/\/([^/]+)\/([^/]+)\/(.+)$/.exec(subject) ?? [];
    if (owner && (owner !== azureDevOps?.organization || project !== azureDevOps.project)) {
      report(`the project ${owner}/${project} is not the estate's`, `${path}subject`);
    } else if (connection && connection !== ownConnection) {
      report(`${settings.name} trusts the service connection ${connection}`, `${path}subject`);
    }
  },
});
