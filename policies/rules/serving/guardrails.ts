import { BEYOND_DEVELOPMENT, resourceRule } from "../../rule";
import { type Endpoint, isFoundationModel, servedBy } from "./shared/endpoint-parts";

type Guardrails = NonNullable<NonNullable<Endpoint["aiGateway"]>["guardrails"]>;

export const rule = resourceRule({
  id: "LSSERV010",
  title: "General models are guarded on the way in and on the way out",
  why: `A large general model repeats what it is given and says what it was never asked to. Guardrails keep personal data from
leaving for another provider, and unsafe text from reaching people.`,
  severity: "high",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:SE"],
  remediation:
    "Set `aiGateway.guardrails`: `safety: true`, and `pii.behavior` of BLOCK or MASK, for `input` and for `output`.",
  example: `guardrails: {
  input: { safety: true, pii: { behavior: "BLOCK" } },
  output: { safety: true, pii: { behavior: "MASK" } },
}`,
  types: ["databricks:index/modelServing:ModelServing"],
  check({ props }, report) {
    const general = servedBy(props).find(({ entity }) => isFoundationModel(entity));
    if (!general) return;
    for (const way of ["input", "output"] as const) {
      const guard: Guardrails["input"] = props.aiGateway?.guardrails?.[way];
      const path = `aiGateway.guardrails.${way}`;
      if (!guard?.safety) report(`${way} of ${general.entity.name} is not checked for safety`, `${path}.safety`);
      if (!["BLOCK", "MASK"].includes(guard?.pii?.behavior ?? "")) {
        report(`personal data in the ${way} of ${general.entity.name} is let through`, `${path}.pii.behavior`);
      }
    }
  },
});
