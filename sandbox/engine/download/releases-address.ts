import { withoutCredentials } from "../proxies";

/** Where Pulumi publishes its releases. */
export const OFFICIAL_RELEASES = "https://get.pulumi.com/releases";

/** Where releases are looked for: the official address, or the mirror that `LAKESTAGE_ENGINE_MIRROR` names. */
export function releasesSetting(environment: NodeJS.ProcessEnv): string {
  return (environment.LAKESTAGE_ENGINE_MIRROR || OFFICIAL_RELEASES).trim();
}

/** The same, for people: without the name and password that it may hold. */
export function releasesAddress(environment: NodeJS.ProcessEnv): string {
  return withoutCredentials(releasesSetting(environment)).replace(/\/+$/, "");
}
