import { ADVICE, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV012",
  title: "Secrets in key vaults say what they are",
  why: `Whoever rotates a secret in a hurry must know whether it is a password, a token or a connection string, and may not
look at the value to find out.`,
  severity: "low",
  enforcement: ADVICE,
  references: ["WAF:OE", "CKV_AZURE_114"],
  remediation: "Set `properties.contentType`.",
  example: `new Secret("token", { ..., properties: { value, contentType: "token of the payments API" } });`,
  types: ["azure-native:keyvault:Secret"],
  check({ props }, report) {
    if (!props.properties?.contentType?.trim()) report("the secret has no content type", "properties.contentType");
  },
});
