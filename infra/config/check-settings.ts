import { type Checked, checkValues } from "./check-values";
import { listed } from "./nearest";
import { type Settings, settingsSchema } from "./schema/settings";

/** Checks the merged values of all sections of an environment's settings. */
export const checkSettings = (values: Record<string, unknown>): Checked<Settings> =>
  checkValues(settingsSchema, values, (path, requiredKeys) =>
    path.length === 1 ? `missing section "lakestage:${path[0]}": it needs ${listed([...requiredKeys])}` : undefined,
  );
