import { loadEnvironment } from "../../infra/config";
import { VARIATIONS } from "../../infra/config/variations/settings-variations";
import { chosenCases } from "./chosen-cases";
import { CHECKOUT } from "./estate";
import { isOfEstates } from "./named-in";
import { packed } from "./packed-variations";

/** Settings of `dev` in which several have other values. */
export interface VariedSettings {
  /** Of its variations. */
  names: string;
  settings: Record<string, unknown>;
}

/** Every variation that is to be tested now. What changes different sections goes together: engines take their time. */
export function variedSettings(): VariedSettings[] {
  const shipped = shippedSettings();
  const groups = chosenCases({
    name: "groups of varied settings",
    cases: packed(VARIATIONS, ({ change }) => Object.keys(change(shipped))),
    // Most of the variations are in these two, and something of nearly every section.
    inSample: (_, index) => index < 2,
    touchedBy: isOfEstates,
  });
  return groups.map((group) => ({
    names: group.map(({ name }) => name).join("; "),
    settings: Object.assign({}, shipped, ...group.map(({ change }) => change(shipped))),
  }));
}

/** Of `dev`, all sections. */
export function shippedSettings() {
  const loaded = loadEnvironment(CHECKOUT, "dev");
  if (!loaded.ok) throw new Error("dev is shipped with mistakes");
  const { name: _, ...shipped } = loaded.settings;
  return shipped;
}
