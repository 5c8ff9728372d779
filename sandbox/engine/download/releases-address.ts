import { withoutCredentials } from "../proxies";
import type { Origin } from "./origin";

/** Where Pulumi publishes its releases. */
export const OFFICIAL_RELEASES = "https://get.pulumi.com/releases";

/** Where releases are looked for: the official address, or the mirror that `LAKESTAGE_ENGINE_MIRROR` names. */
export function releasesOrigin(environment: NodeJS.ProcessEnv): Origin {
  return {
    setting: (environment.LAKESTAGE_ENGINE_MIRROR || OFFICIAL_RELEASES).trim(),
    variable: "LAKESTAGE_ENGINE_MIRROR",
    official: OFFICIAL_RELEASES,
    example: "https://mirror.example/pulumi/releases",
  };
}

/** The same, for people: without the name and password that it may hold. */
export function releasesAddress(environment: NodeJS.ProcessEnv): string {
  return withoutCredentials(releasesOrigin(environment).setting).replace(/\/+$/, "");
}
