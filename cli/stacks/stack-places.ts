import { environmentsIn } from "../../infra/config/files/environments";
import type { SettingsDirectory } from "../../infra/config/files/settings-files";
import { type StackPlace, stacksIn } from "../../infra/config/files/stacks-in";

/** The usual order in which code moves through environments; others come after. */
const USUAL_ORDER = ["dev", "staging", "prod"];

/**
 * Every stack of the checkout, in the order in which they are listed: each environment that has a `Pulumi.<name>.yaml`,
 * then each project in each environment. Files are only listed: none is read.
 */
export function stackPlaces(checkout: SettingsDirectory): StackPlace[] {
  return stacksIn(
    checkout,
    environmentsIn(checkout).sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)),
  );
}

/** Environments of these stacks, in their order. */
export const environmentsOf = (stacks: readonly StackPlace[]): string[] => [
  ...new Set(stacks.map(({ environment }) => environment)),
];

function rank(name: string): number {
  const usual = USUAL_ORDER.indexOf(name);
  return usual === -1 ? USUAL_ORDER.length : usual;
}
