import { ALWAYS, resourceRule } from "../../rule";
import { AZURE_TRUST, DATABRICKS_TRUST, trustedPipeline } from "./shared/trusted-pipelines";

/** What Microsoft Entra ID expects a pipeline's token to be meant for. */
const AZURE_AUDIENCE = "api://AzureADTokenExchange";

export const rule = resourceRule({
  id: "LSID005",
  title: "Identities trust tokens that are meant for them",
  why: `A pipeline shows its tokens to many services. One that takes tokens meant for another lets that other service, or
whoever breaks into it, act as the identity.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Set `audiences` to api://AzureADTokenExchange in Azure, and to the Databricks account's id (`lakestage:account.id`) in Databricks; name no other.",
  example: `oidcPolicy: { issuer, subject, audiences: ["7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001"] }`,
  types: [AZURE_TRUST, DATABRICKS_TRUST],
  check(trust, report, { settings }) {
    const { audiences, path } = trustedPipeline(trust);
    const own = trust.type === AZURE_TRUST ? AZURE_AUDIENCE : settings.account.id;
    // Databricks takes the account's id where nothing is said; Azure refuses that.
    if (audiences.length === 0 && trust.type === AZURE_TRUST) report("no audience is named", `${path}audiences`);
    for (const [index, audience] of audiences.entries()) {
      if (audience !== own) report(`tokens meant for ${audience} are trusted`, `${path}audiences[${index}]`);
    }
  },
});
