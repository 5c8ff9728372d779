import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";

export const rule = resourceRule({
  id: "LSMON007",
  title: "Alerts compare with a threshold",
  why: `An alert whose threshold was lost compares with nothing: it fires always or never, and either way nobody listens to it
for long.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:OE"],
  remediation: "Set `alerts.<name>.fires` in `projects/<project>.yaml`; `evaluation.threshold` of the alert.",
  example: "alerts:\n  model-decays:\n    fires: { when: below, threshold: 0.65 }",
  types: ["databricks:index/alertV2:AlertV2"],
  check({ props: { evaluation } }, report) {
    const { comparisonOperator, source, threshold } = evaluation ?? {};
    if (!source?.name) report("it looks at no column", "evaluation.source.name");
    // These two compare with nothing.
    if (comparisonOperator === "IS_NULL" || comparisonOperator === "IS_NOT_NULL") return;
    const { boolValue, doubleValue, stringValue } = threshold?.value ?? {};
    const given = [boolValue, doubleValue, stringValue].some((value) => value !== undefined && value !== null);
    if (!given && !threshold?.column?.name) report("it compares with nothing", "evaluation.threshold");
  },
});
