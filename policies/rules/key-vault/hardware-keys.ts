import { resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV014",
  title: "Production's keys are held in hardware",
  why: `A key of an HSM type never exists outside the module, not even in the memory of the service. Auditors of health
and payment data ask for it; a premium vault holds such keys at little cost.`,
  severity: "low",
  enforcement: { development: "disabled", staging: "disabled", production: "advisory" },
  references: ["WAF:SE", "CKV_AZURE_112"],
  remediation: "Set `properties.kty` to RSA-HSM or EC-HSM, in a vault with `properties.sku.name: premium`.",
  example: `new Key("key", { ..., properties: { kty: "RSA-HSM", keySize: 3072 } });`,
  types: ["azure-native:keyvault:Key"],
  check({ props }, report) {
    // Azure makes an RSA key where nothing is said.
    const type = props.properties?.kty || "RSA";
    if (!type.toUpperCase().endsWith("-HSM"))
      report(`the key's type is ${type}, which software holds`, "properties.kty");
  },
});
