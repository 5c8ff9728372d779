import { BEYOND_DEVELOPMENT, isOfType, type RuleContext, resourceRule } from "../../rule";
import { clustersOf } from "../jobs/shared/job-parts";
import { definitionOf, namedValues } from "./shared/policy-definition";

export const rule = resourceRule({
  id: "LSCOST006",
  title: "Spot machines are no part of production, and never the driver",
  why: `Azure takes a spot machine back with seconds of notice. A lost worker is replaced; with a lost driver the whole run is,
and in production what should be there by six is there by nine.`,
  severity: "medium",
  enforcement: BEYOND_DEVELOPMENT,
  references: ["WAF:RE", "WAF:CO"],
  remediation:
    "Set `azureAttributes.availability: ON_DEMAND_AZURE` in production; elsewhere `firstOnDemand: 1`, so that the driver is no spot machine.",
  example: `azureAttributes: { availability: "SPOT_WITH_FALLBACK_AZURE", firstOnDemand: 1 }`,
  types: ["databricks:index/job:Job", "databricks:index/clusterPolicy:ClusterPolicy"],
  check(resource, report, context) {
    if (isOfType(resource, "databricks:index/job:Job")) {
      for (const { part, path } of clustersOf(resource.props)) {
        const { availability, firstOnDemand } = part.azureAttributes ?? {};
        const problem = spotProblem(availability ? [availability] : [], firstOnDemand ?? 0, context);
        if (problem) report(`its cluster ${problem}`, `${path}.azureAttributes`);
      }
    } else if (isOfType(resource, "databricks:index/clusterPolicy:ClusterPolicy")) {
      const definition = definitionOf(resource.props);
      const kinds = namedValues(definition["azure_attributes.availability"]) ?? [];
      const onDemand = namedValues(definition["azure_attributes.first_on_demand"]) ?? ["0"];
      const problem = spotProblem(kinds, Math.min(...onDemand.map(Number)), context);
      if (problem) report(`its clusters may have what ${problem}`, "definition");
    }
  },
});

function spotProblem(kinds: string[], firstOnDemand: number, { stage }: RuleContext): string | undefined {
  const spot = kinds.find((kind) => kind.startsWith("SPOT"));
  if (spot === undefined) return undefined;
  if (stage === "production") return `is ${spot}: production's work is lost with the machine`;
  return firstOnDemand < 1 ? `is ${spot}, the driver too` : undefined;
}
