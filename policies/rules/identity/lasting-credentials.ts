import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSID001",
  title: "Nobody is given a token or a secret that lasts",
  why: `A token that is declared lies in the stack's state, and is copied from there into pipelines and laptops. Whoever has
it is that principal, and nothing shows who it was. Federated identities need none.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Remove the resource; let the pipeline sign in with its own token by `lakestage:identity` in Pulumi.yaml, and jobs run as their project's service principal.",
  example: `# Pulumi.yaml
config:
  lakestage:identity:
    value:
      github:
        organization: lakestage-example
        repository: mlops`,
  types: [
    "databricks:index/token:Token",
    "databricks:index/oboToken:OboToken",
    "databricks:index/servicePrincipalSecret:ServicePrincipalSecret",
  ],
  check({ type }, report) {
    report(`a ${type.split(":").at(-1)} is made, and kept in the stack's state`);
  },
});
