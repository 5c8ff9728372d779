import { ownMember } from "../../control-plane";
import choices from "../workspace/compute-choices.json";

/** By the name that a policy may use for the newest runtime of a sort: whether that sort is for machine learning. */
const ALIASES: Readonly<Record<string, boolean>> = {
  "auto:latest": false,
  "auto:latest-lts": false,
  "auto:latest-ml": true,
  "auto:latest-lts-ml": true,
};

const releaseOf = (key: string): string | undefined => key.split(".x-")[0];
// The newest come first, and all of the sandbox's have long-term support.
const newest = releaseOf(choices.sparkVersions[0]?.key ?? "");

/** The version that a policy means by a name; what is none stays as it is. */
export function newestRuntime(named: string): string {
  const forLearning = ownMember(ALIASES, named);
  if (forLearning === undefined) return named;
  const found = choices.sparkVersions.find(
    ({ key }) => releaseOf(key) === newest && key.includes("-ml-") === forLearning && !/-(gpu|photon)-/.test(key),
  );
  return found?.key ?? named;
}

/** The version itself, and every name by which a policy may call it now. */
export function namesOfRuntime(version: string): string[] {
  if (releaseOf(version) !== newest) return [version];
  const forLearning = version.includes("-ml-");
  return [version, ...Object.keys(ALIASES).filter((alias) => ALIASES[alias] === forLearning)];
}
