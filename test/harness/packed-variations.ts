/**
 * Puts variations together that change different sections, as each group takes a whole cycle of the engine's. Nothing is
 * lost: whatever a group fails at names what is in it.
 *
 * @param sections What a variation changes.
 * @param together Whether two may go into one group at all. Default: any.
 */
export function packed<Variation>(
  variations: readonly Variation[],
  sections: (variation: Variation) => readonly string[],
  together: (one: Variation, other: Variation) => boolean = () => true,
): Variation[][] {
  const groups: Variation[][] = [];
  for (const variation of variations) {
    const own = sections(variation);
    const fits = groups.find((group) =>
      group.every((other) => together(variation, other) && !sections(other).some((section) => own.includes(section))),
    );
    if (fits) fits.push(variation);
    else groups.push([variation]);
  }
  return groups;
}
