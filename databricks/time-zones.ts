import { TIME_ZONE_IDS } from "./time-zone-ids";

/** Whether schedules may be read in a time zone of this name: one of the time zone database's, or `GMT+2` and the like. */
export const isTimeZone = (name: string): boolean => FROM_GREENWICH.test(name) || TIME_ZONE_IDS.has(name);

/** Java, which reads schedules, knows any distance from Greenwich. */
const FROM_GREENWICH = /^GMT[+-]([01]?\d|2[0-3])(:?[0-5]\d)?$/;

/** Names that may have been meant: the same in another case, or one that ends with it, as `Amsterdam` does. */
export function timeZonesLike(name: string): string[] {
  const [wanted, ids] = [name.toLowerCase().replaceAll(" ", "_"), [...TIME_ZONE_IDS]];
  const same = ids.filter((id) => id.toLowerCase() === wanted);
  return same.length > 0 ? same : ids.filter((id) => id.toLowerCase().endsWith(`/${wanted}`));
}
