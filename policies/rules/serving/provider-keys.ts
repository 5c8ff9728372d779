import { isSecretReference } from "../../../infra/config";
import { ALWAYS, resourceRule } from "../../rule";
import { externalModelOf, servedBy } from "./shared/endpoint-parts";

/** Settings of providers that hold credentials, by the ends of their names. */
const CREDENTIAL = /(ApiKey|ClientSecret|AccessKeyId|SecretAccessKey|^privateKey|ApiToken|^token|^value)$/;

export const rule = resourceRule({
  id: "LSSERV011",
  title: "Other providers' keys are given by reference only",
  why: `A key in the clear stands in Pulumi's state and in whatever printed the preview, and cannot be changed without a
deployment. A reference to a secret scope is looked up by the endpoint itself.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation:
    "Put the key into the environment's secret scope, and `{{secrets/<scope>/<key>}}` into the setting without `Plaintext`; then change the key.",
  example: `openaiConfig: { openaiApiKey: "{{secrets/lakestage/openai}}" }`,
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    for (const { entity, path } of servedBy(props)) {
      for (const { key, path: place } of plainKeys(externalModelOf(entity), `${path}.externalModel`)) {
        report(`${key} of ${entity.name} is given in the clear`, place);
      }
    }
  },
});

/** Credentials that are there as themselves, in a provider's settings at any depth. */
function plainKeys(settings: object | undefined, path: string): { key: string; path: string }[] {
  return Object.entries(settings ?? {}).flatMap(([key, value]: [string, unknown]) => {
    const place = `${path}.${key}`;
    if (typeof value === "object" && value !== null) return plainKeys(value, place);
    if (typeof value !== "string" || value === "") return [];
    const plain = key.endsWith("Plaintext") || (CREDENTIAL.test(key) && !isSecretReference(value));
    return plain ? [{ key, path: place }] : [];
  });
}
