import { FIXED_PROPERTIES } from "../../azure/fixed-properties";
import { loadEnvironment, valueAt } from "../../infra/config";
import type { DeclaredStack } from "../../infra/declaration";
import { describePlace } from "../../policies/place";
import { CHECKOUT } from "../checkout";
import type { ResourceState } from "../engine/deployment";

/** What a stack's settings say otherwise than it is deployed, and nobody changes any more: a message for each setting. */
export function fixedChanges(declared: DeclaredStack, deployed: readonly ResourceState[]): string[] {
  const byUrn = new Map(declared.resources.map((resource) => [resource.urn, resource]));
  const messages = new Map<string, string>();
  for (const { inputs = {}, type, urn } of deployed) {
    const next = byUrn.get(urn);
    if (!next) continue;
    for (const { because, isRefused, otherwise, property, setting } of FIXED_PROPERTIES[type] ?? []) {
      const path = property.split(".");
      const [before, after] = [valueAt(inputs, path), valueAt(next.inputs, path)];
      if (before === undefined || shown(before) === shown(after) || isRefused?.(before, after) === false) continue;
      if (messages.has(setting)) continue;
      const way =
        otherwise ??
        `add another environment beside it, or take this one down first: lakestage destroy ${declared.settings.name} ${declared.name}`;
      messages.set(
        setting,
        `${placeOf(declared.settings.name, setting)}: "${setting}" is fixed once ${declared.name} is deployed: ` +
          `${shown(before)} cannot become ${shown(after)}, as ${because}. Put it back; or ${way}`,
      );
    }
  }
  return [...messages.values()];
}

const shown = (value: unknown): string =>
  typeof value === "string"
    ? value
    : Array.isArray(value)
      ? value.map(shown).join(", ")
      : (JSON.stringify(value) ?? "nothing");

function placeOf(environment: string, setting: string): string {
  const loaded = loadEnvironment(CHECKOUT, environment);
  return loaded.ok ? describePlace(loaded.locate(setting.split("."), "")) : `Pulumi.${environment}.yaml`;
}
