import type { PropertiesOf, ResourceType } from "../../resource-types";

/**
 * For properties of a type of resources, the settings that say what they are. A property is a path without indexes, such
 * as `config.trafficConfig`, and stands for all that is below it, too; the empty one stands for the whole resource.
 */
export type SettingsOfProperties = {
  readonly [Type in ResourceType]?: {
    readonly [Property in "" | `${keyof PropertiesOf<Type> & string}${string}`]?: readonly string[];
  };
};

/** The settings that say what a resource's property is; undefined where none does. */
export function settingsOf(
  table: SettingsOfProperties,
  type: string,
  property: string | undefined,
): readonly string[] | undefined {
  const [, known = {}] = Object.entries(table).find(([tableType]) => tableType === type) ?? [];
  const settings = new Map<string, readonly string[] | undefined>(Object.entries(known));
  const parts = (property ?? "").replaceAll(/\[[^\]]*\]/g, "").split(".");
  for (let length = parts.length; length >= 0; length--) {
    const found = settings.get(parts.slice(0, length).join("."));
    if (found) return found;
  }
  return undefined;
}
