/** Words on the page that no part of the product has, by whose they are. */
export const WORDS_OF_OTHERS: Readonly<Record<string, readonly string[]>> = {
  "Microsoft Entra ID, Authentication and authorization error codes": [
    "AADSTS70021",
    "AADSTS700213",
    "AADSTS7002138",
    "AADSTS700024",
    "no matching federated identity record",
    "matches with case-insensitive comparison",
    "client assertion is not within its valid time range",
  ],
  "Azure Resource Manager, Troubleshoot common deployment errors": [
    "MissingSubscriptionRegistration",
    "The managed resource group '…' already exists",
  ],
  "Azure Key Vault, REST API error codes": [
    "ForbiddenByFirewall",
    "softDeleteRetentionInDays has been set already and it can't be modified",
  ],
  "Azure CLI, azure/cli/core/_profile.py": ["No subscriptions found", "doesn't exist"],
  "GitHub, REST API: actions/oidc/customization/sub": ["use_default: false"],
  "databricks-sdk-go, config": [
    "DATABRICKS_CLIENT_ID",
    "DATABRICKS_TOKEN_AUDIENCE",
    "cannot configure default credentials",
  ],
  "Databricks, utilities of notebooks": ["dbutils.secrets"],
  "Databricks, messages of its services": [
    "_workspace_admins_…",
    "cannot create job: The table '…'",
    "cannot delete mlflow experiment … Restore it first",
    "has one or more private endpoint rules",
    "does not have READ permission on scope",
    "User does not have CREATE EXTERNAL LOCATION on Metastore",
  ],
  "Pulumi, pkg/backend/diy/lock.go and pkg/engine": ["the stack is currently locked", "failed to decrypt"],
};
