import type { Problem } from "../../infra/config";
import type { Exemption } from "./exemption";

/** That an exemption no longer holds, which is a mistake even where it matches nothing. */
export const expiredProblem = ({ at, expires, owner, rule }: Exemption): Problem => ({
  ...at,
  message: `the exemption from ${rule} expired on ${expires}: mend what it silenced and remove it, or ask ${owner} for a new date`,
});

/** That an exemption matches no finding: a warning. */
export const unusedProblem = ({ at, rule }: Exemption): Problem => ({
  ...at,
  message: `the exemption from ${rule} matches no finding: remove it, or correct its urn`,
});
