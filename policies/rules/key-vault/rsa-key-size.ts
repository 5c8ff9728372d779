import { ALWAYS, resourceRule } from "../../rule";

/** What is held to last beyond 2030; Azure makes 2048 where nothing is said. */
const LEAST_BITS = 3072;
const DEFAULT_BITS = 2048;

export const rule = resourceRule({
  id: "LSKV013",
  title: "RSA keys in key vaults have 3072 bits or more",
  why: `A workspace's key guards data for years, and 2048 bits are held to last until 2030. A larger key costs nothing here:
it only wraps other keys.`,
  severity: "medium",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Set `properties.keySize: 3072`, or more; or make an elliptic curve key.",
  example: `new Key("key", { ..., properties: { kty: "RSA", keySize: 3072 } });`,
  types: ["azure-native:keyvault:Key"],
  check({ props }, report) {
    const { keySize, kty } = props.properties ?? {};
    const bits = keySize || DEFAULT_BITS;
    if (!kty?.toUpperCase().startsWith("EC") && bits < LEAST_BITS) {
      report(`the key has ${bits} bits, fewer than ${LEAST_BITS}`, "properties.keySize");
    }
  },
});
