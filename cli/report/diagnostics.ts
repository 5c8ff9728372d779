import type { Diagnostic } from "../engine/service-messages";

/** The messages of a stack, in full, errors first, each with the resource that it is about. */
export function describeDiagnostics(stack: string, diagnostics: Diagnostic[]): string {
  const ordered = [...diagnostics].sort((a, b) => a.severity.localeCompare(b.severity));
  return ordered
    .map(({ severity, resource, message }) => `${stack}: ${severity}${resource ? ` in ${resource}` : ""}: ${message}`)
    .join("\n");
}
