/** Azure takes `West Europe` for `westeurope`. */
const nameOf = (region: string): string => region.replaceAll(" ", "").toLowerCase();

/** Whether two names are one region's. */
export const isSameRegion = (one: string, other: string): boolean => nameOf(one) === nameOf(other);
