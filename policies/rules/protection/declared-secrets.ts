import { ALWAYS, isOfType, resourceRule } from "../../rule";

const VAULT_SECRET = "azure-native:keyvault:Secret";
const SCOPE_SECRET = "databricks:index/secret:Secret";
const CATALOG_SECRET = "databricks:index/secretUc:SecretUc";

export const rule = resourceRule({
  id: "LSPROT012",
  title: "The program says no secret's value",
  why: `What the program says of a secret lies in Pulumi's state and in previews, whether it is written there or made up on the way.
Whoever reads the state has it, and no list of readers of the scope or the vault shows them.`,
  severity: "critical",
  enforcement: ALWAYS,
  references: ["WAF:SE"],
  remediation: "Declare the scope or the vault only; put the secret in by hand, or by what makes it, and refer to it.",
  example: `environmentVars: { WEATHER_API_KEY: "{{secrets/lakestage/weather-api-key}}" }`,
  types: [VAULT_SECRET, SCOPE_SECRET, CATALOG_SECRET],
  check(resource, report) {
    const [value, path] = isOfType(resource, VAULT_SECRET)
      ? [resource.props.properties?.value, "properties.value"]
      : isOfType(resource, SCOPE_SECRET)
        ? [resource.props.stringValue, "stringValue"]
        : ["value" in resource.props ? resource.props.value : undefined, "value"];
    if (value) report("the secret's value is said by the program", path);
  },
});
