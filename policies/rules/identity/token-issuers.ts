import type { EnvironmentSettings } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { AZURE_TRUST, DATABRICKS_TRUST, GITHUB, trustedPipeline } from "./shared/trusted-pipelines";

export const rule = resourceRule({
  id: "LSID004",
  title: "Identities trust the tokens of the estate's own CI only",
  why: `Whoever issues a trusted token is the identity. An issuer that is not the CI of the settings, or keys that are
handed over instead of fetched from the issuer, let others sign tokens for any subject.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `issuer` to that of GitHub Actions or of the Azure DevOps organisation of `lakestage:identity` in Pulumi.yaml, and drop `jwksUri` and `jwksJson`.",
  example: `issuer: "https://token.actions.githubusercontent.com"`,
  types: [AZURE_TRUST, DATABRICKS_TRUST],
  check(trust, report, { settings }) {
    const { issuer, path } = trustedPipeline(trust);
    if (!issuersOf(settings).includes(issuer)) {
      report(`the issuer ${issuer || "is not given, which"} is no CI of the settings`, `${path}issuer`);
    }
    const policy = "oidcPolicy" in trust.props ? trust.props.oidcPolicy : undefined;
    for (const keys of ["jwksUri", "jwksJson"] as const) {
      if (policy?.[keys]) report("the keys that sign tokens are not the issuer's own", `oidcPolicy.${keys}`);
    }
  },
});

function issuersOf({ azure, identity: { azureDevOps, github } }: EnvironmentSettings): string[] {
  return [
    ...(github ? [GITHUB] : []),
    ...(azureDevOps
      ? [
          `https://vstoken.dev.azure.com/${azureDevOps.organizationId}`,
          // Newer service connections: Microsoft Entra ID signs.
          `https://login.microsoftonline.com/${azure.tenantId}/v2.0`,
        ]
      : []),
  ];
}
