import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV011",
  title: "Secrets in key vaults end",
  why: `A secret without an end is never changed: everybody who ever saw it keeps it. An end makes somebody replace it, and
the vault's own events warn of it in time.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE", "CKV_AZURE_41"],
  remediation:
    "Set `properties.attributes.expires`, in seconds since 1970; better, use an identity that needs no secret.",
  example: `new Secret("token", { ..., properties: { value, contentType: "token", attributes: { expires: 1830297600 } } });`,
  types: ["azure-native:keyvault:Secret"],
  check({ props }, report) {
    const attributes = props.properties?.attributes;
    // Nobody can read one that is switched off.
    if (attributes?.enabled !== false && !attributes?.expires) {
      report("the secret does not end", "properties.attributes.expires");
    }
  },
});
