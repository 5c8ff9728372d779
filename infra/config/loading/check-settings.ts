import type { z } from "zod";
import { listedAll } from "../../../wording/nearest";
import { contradictions } from "../schema/contradictions";
import { environmentSections, estateSections, type Settings, settingsSchema } from "../schema/settings";
import { type Checked, checkValues, subjectOf, type Violation } from "../yaml/check-values";
import { type Known, knownValues } from "../yaml/sound-values";

/**
 * Checks the merged values of all sections of an environment's settings, each on its own and all together.
 * @param unread sections of which something could not be read: nothing is said of what they mean.
 */
export function checkSettings(
  values: Record<string, unknown>,
  unread: readonly string[] = [],
): Checked<Settings> & { known: KnownSettings } {
  const checked = checkValues(settingsSchema, values, (path, requiredKeys) =>
    path.length === 1 ? `missing section "lakestage:${path[0]}": it needs ${listedAll([...requiredKeys])}` : undefined,
  );
  const whole = "values" in checked;
  const known: KnownSettings = whole ? { ...checked.values } : knownSections(checked.corrected);
  for (const section of unread) delete known[section as keyof Settings];
  const pathAsGiven: Locating = whole ? (path) => path : checked.pathAsGiven;
  const violations = whole ? [] : checked.violations;
  // Of what stands at one place one mistake is told.
  const told = new Set(violations.map(({ path }) => JSON.stringify(path)));
  const found = contradictions(known)
    .map(
      ({ message, path }): Violation => ({
        path: pathAsGiven(path),
        at: "value",
        message: `${subjectOf(path)} ${message}`,
      }),
    )
    .filter(({ path }) => !told.has(JSON.stringify(path)));
  if (whole && found.length === 0) return { ...checked, known };
  const corrected = whole ? values : checked.corrected;
  return { violations: [...violations, ...found], corrected, pathAsGiven, known };
}

type Locating = Extract<Checked<Settings>, { violations: unknown }>["pathAsGiven"];

const SECTIONS: Record<string, z.ZodType> = { ...estateSections, ...environmentSections };

/** What is well formed of the settings: a section of which nothing is known is not there. */
export type KnownSettings = Partial<Known<Settings>>;

/** What is well formed of each section. */
export const knownSections = (values: Record<string, unknown>): KnownSettings =>
  Object.fromEntries(
    Object.entries(SECTIONS).flatMap(([name, schema]) => {
      const known = knownValues(schema, values[name]);
      return known === undefined ? [] : [[name, known]];
    }),
  );
