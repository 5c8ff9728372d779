import type { Diagnostic } from "../engine/service-messages";
import type { ResourceChange } from "../engine/stack-progress";

/** The messages of a stack, in full, errors first, each with the resource that it is about. */
export function describeDiagnostics(stack: string, diagnostics: Diagnostic[]): string {
  const ordered = [...diagnostics].sort((a, b) => a.severity.localeCompare(b.severity));
  return ordered
    .map(({ severity, resource, message }) => `${stack}: ${severity}${resource ? ` in ${resource}` : ""}: ${message}`)
    .join("\n");
}

const SIGNS: Record<string, string> = { create: "+", update: "~", replace: "±", delete: "-" };

/** Names of so many properties are shown; the engine's own preview shows the rest. */
const SHOWN_PROPERTIES = 6;

/** One line a resource: what would happen, and to which of its properties. Values are never shown. */
export function describeResourceChanges(changes: ResourceChange[]): string {
  return changes
    .map(({ operation, resource, properties }) => {
      const line = `  ${SIGNS[operation] ?? operation} ${resource}`;
      if (properties.length === 0 || operation === "create" || operation === "delete") return line;
      const more = properties.length - SHOWN_PROPERTIES;
      return `${line}: ${properties.slice(0, SHOWN_PROPERTIES).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
    })
    .join("\n");
}
