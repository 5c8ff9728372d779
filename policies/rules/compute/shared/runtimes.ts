/** Long-term support releases that are still supported, and the newest one that this list knows. */
const SUPPORTED_LTS = ["14.3", "15.4", "16.4", "17.3"];
const NEWEST_MAJOR = 17;

/** Why a runtime is not one to rely on; undefined where it is. */
export function runtimeProblem(version: string): string | undefined {
  if (/^auto:latest-lts(-|$)/.test(version)) return undefined;
  const [, major, release] = /^(\d+)\.(\d+|x)/.exec(version) ?? [];
  if (major === undefined) return `${version} changes with every release of Databricks`;
  // Releases that came after this list are not judged by it.
  if (Number(major) > NEWEST_MAJOR) return undefined;
  const named = `${major}.${release}`;
  if (SUPPORTED_LTS.includes(named)) return undefined;
  return `${named} is not supported for long, or no longer; ${SUPPORTED_LTS.join(", ")} are`;
}
