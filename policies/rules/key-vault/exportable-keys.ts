import { ALWAYS, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSKV015",
  title: "Keys never leave their key vault",
  why: `An exportable key can be released to a machine outside, and from there on nobody knows who holds it. Encryption at
rest needs no such thing: the vault wraps and unwraps.`,
  severity: "high",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Drop `properties.attributes.exportable` and `properties.releasePolicy`. A key that was exportable stays so: make another.",
  example: `new Key("key", { ..., properties: { kty: "RSA", keySize: 3072, keyOps: ["wrapKey", "unwrapKey"] } });`,
  types: ["azure-native:keyvault:Key"],
  check({ props }, report) {
    if (props.properties?.attributes?.exportable === true) {
      report("the key may be exported", "properties.attributes.exportable");
    }
    if (props.properties?.releasePolicy?.data) {
      report("a policy releases the key to machines outside", "properties.releasePolicy");
    }
  },
});
