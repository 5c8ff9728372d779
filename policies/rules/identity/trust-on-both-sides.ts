import { ALWAYS, stackRule } from "../../rule";
import {
  AZURE_TRUST,
  DATABRICKS_TRUST,
  eachTrust,
  GITHUB,
  type Trust,
  trustedPipeline,
} from "./shared/trusted-pipelines";

export const rule = stackRule({
  id: "LSID007",
  title: "A pipeline is trusted once in Azure, and once in Databricks where its tokens can be meant for that",
  why: `A pipeline that one of the two knows deploys half an environment. One that is trusted twice stays trusted when
somebody takes the trust away that they know of. Tokens of Azure DevOps are meant for Microsoft Entra ID only: a policy in
Databricks that takes them takes what is meant for another, or matches none.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE", "WAF:OE"],
  remediation:
    "Declare pipelines by `lakestage:identity` in Pulumi.yaml, which gives each a federated credential and, of GitHub's, a federation policy of the same issuer and subject.",
  example: `# Pulumi.yaml
config:
  lakestage:identity:
    value:
      azureDevOps: { organization: lakestage-example, organizationId: ..., project: mlops }`,
  types: [
    "azure-native:managedidentity:FederatedIdentityCredential",
    "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy",
  ],
  check(stack, report) {
    const trusts: { pipeline: string; place: string; isGitHub: boolean; subject: string; resource: Trust }[] = [];
    eachTrust(stack, (resource) => {
      const { issuer, subject } = trustedPipeline(resource);
      const place = resource.type === AZURE_TRUST ? "Azure" : "Databricks";
      trusts.push({ pipeline: `${issuer} ${subject}`, place, isGitHub: issuer === GITHUB, subject, resource });
    });
    const complete = trusts.length === stack.ofType(AZURE_TRUST).length + stack.ofType(DATABRICKS_TRUST).length;
    for (const [index, { isGitHub, pipeline, place, resource, subject }] of trusts.entries()) {
      const same = trusts.filter((other) => other.pipeline === pipeline);
      const elsewhere = place === "Azure" ? "Databricks" : "Azure";
      if (same.find((other) => other.place === place) !== trusts[index]) {
        report(`${subject} is trusted by another resource too`, resource);
      } else if (place === "Databricks" && !isGitHub) {
        report(`${subject} is trusted in Databricks, which its tokens are never meant for`, resource);
      } else if (complete && isGitHub && !same.some((other) => other.place === elsewhere)) {
        report(`${subject} is trusted in ${place} and not in ${elsewhere}`, resource);
      }
    }
  },
});
