import type { z } from "zod";
import { listedAll } from "../../../wording/nearest";
import { contradictions } from "../schema/contradictions";
import { environmentSections, estateSections, type Settings, settingsSchema } from "../schema/settings";
import { type Checked, checkValues, subjectOf, type Violation } from "../yaml/check-values";
import { soundValues } from "../yaml/sound-values";

/**
 * Checks the merged values of all sections of an environment's settings, each on its own and all together.
 * @param unread sections of which something could not be read: nothing is said of what they mean.
 */
export function checkSettings(
  values: Record<string, unknown>,
  unread: readonly string[] = [],
): Checked<Settings> & { sound: Partial<Settings> } {
  const checked = checkValues(settingsSchema, values, (path, requiredKeys) =>
    path.length === 1 ? `missing section "lakestage:${path[0]}": it needs ${listedAll([...requiredKeys])}` : undefined,
  );
  const whole = "values" in checked;
  const sound: Partial<Settings> = whole ? { ...checked.values } : soundSections(checked.corrected);
  for (const section of unread) delete sound[section as keyof Settings];
  const pathAsGiven: Locating = whole ? (path) => path : checked.pathAsGiven;
  const found = contradictions(sound).map(
    ({ message, path }): Violation => ({
      path: pathAsGiven(path),
      at: "value",
      message: `${subjectOf(path)} ${message}`,
    }),
  );
  if (whole)
    return found.length === 0 ? { ...checked, sound } : { violations: found, corrected: values, pathAsGiven, sound };
  return { ...checked, violations: [...checked.violations, ...found], sound };
}

type Locating = Extract<Checked<Settings>, { violations: unknown }>["pathAsGiven"];

const SECTIONS: Record<string, z.ZodType> = { ...estateSections, ...environmentSections };

/** Those sections that are well formed, but for what no check of meaning looks at. */
export const soundSections = (values: Record<string, unknown>): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(SECTIONS).flatMap(([name, schema]) => {
      const sound = soundValues(schema, values[name]);
      return sound === undefined ? [] : [[name, sound]];
    }),
  );
