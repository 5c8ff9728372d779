import { isOfType, type PolicyResource, type PolicyStack } from "../../../rule";

export const AZURE_TRUST = "azure-native:managedidentity:FederatedIdentityCredential";
export const DATABRICKS_TRUST = "databricks:index/servicePrincipalFederationPolicy:ServicePrincipalFederationPolicy";

/** Who signs the tokens of GitHub's workflows, which are meant for whoever the workflow says. */
export const GITHUB = "https://token.actions.githubusercontent.com";

/** A resource that lets whoever shows a token of some pipeline act as an identity. */
export type Trust = PolicyResource<typeof AZURE_TRUST | typeof DATABRICKS_TRUST>;

/** Of what a token must be, the same for Azure and for Databricks. Empty where nothing is said. */
interface TrustedPipeline {
  issuer: string;
  subject: string;
  audiences: readonly string[];
  /** Goes before `issuer` and the others in the path of a property. */
  path: "" | "oidcPolicy.";
}

/** What the resource trusts. */
export function trustedPipeline(trust: Trust): TrustedPipeline {
  const inAzure = isOfType(trust, AZURE_TRUST);
  const policy = isOfType(trust, DATABRICKS_TRUST) ? trust.props.oidcPolicy : undefined;
  const { audiences, issuer, subject } = (inAzure ? trust.props : policy) ?? {};
  return {
    issuer: issuer ?? "",
    subject: subject ?? "",
    audiences: audiences ?? [],
    path: inAzure ? "" : "oidcPolicy.",
  };
}

/** Looks at every trust of a stack, in Azure and in Databricks. */
export function eachTrust(
  stack: PolicyStack<typeof AZURE_TRUST | typeof DATABRICKS_TRUST>,
  look: (trust: Trust) => void,
): void {
  stack.each(AZURE_TRUST, look);
  stack.each(DATABRICKS_TRUST, look);
}
