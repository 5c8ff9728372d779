import { z } from "zod";
import type { PropertiesOf } from "../../../resource-types";

const bound = z.coerce.number().optional();

const elementSchema = z.object({
  /** `fixed`, `forbidden`, `range`, `allowlist`, `blocklist`, `regex`, `unlimited`. */
  type: z.string().optional(),
  value: z.unknown().optional(),
  values: z.array(z.unknown()).optional(),
  minValue: bound,
  maxValue: bound,
  isOptional: z.boolean().optional(),
});

/** What a cluster policy says of one attribute of clusters. */
export type PolicyElement = z.infer<typeof elementSchema>;

// An element that cannot be understood bounds nothing.
const definitionSchema = z.record(z.string(), elementSchema.catch({}));

type PolicyDefinition = Readonly<Record<string, PolicyElement | undefined>>;

/** What a policy says, by attribute; nothing where that cannot be read. Overrides of a family are laid over it. */
export const definitionOf = ({
  definition,
  policyFamilyDefinitionOverrides,
}: PropertiesOf<"databricks:index/clusterPolicy:ClusterPolicy">): PolicyDefinition => ({
  ...elementsIn(definition),
  ...elementsIn(policyFamilyDefinitionOverrides),
});

function elementsIn(text: string | undefined): PolicyDefinition {
  try {
    return definitionSchema.safeParse(JSON.parse(text || "{}")).data ?? {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** The only values that it lets pass; undefined where it does not name them. */
export function namedValues(element: PolicyElement | undefined): string[] | undefined {
  if (element?.type === "fixed") return [String(element.value)];
  return element?.type === "allowlist" ? (element.values ?? []).map(String) : undefined;
}

/** The greatest number that it lets pass; infinite where it sets no bound. */
export function greatest(element: PolicyElement | undefined): number {
  if (element?.type === "forbidden") return 0;
  if (element?.type === "range") return element.maxValue ?? Number.POSITIVE_INFINITY;
  const values = namedValues(element);
  return values ? Math.max(...values.map(Number)) : Number.POSITIVE_INFINITY;
}

/** The least number that it lets pass. */
export function least(element: PolicyElement | undefined): number {
  if (element?.type === "range") return element.minValue ?? 0;
  const values = namedValues(element);
  return values ? Math.min(...values.map(Number)) : 0;
}

/** Whether clusters that people work on may be made by it. */
export const isInteractive = ({ cluster_type: type }: PolicyDefinition): boolean =>
  namedValues(type)?.includes("all-purpose") ?? true;
