/**
 * Of the paths that the engine passes over, those that are left once somebody has changed the inputs in the program:
 * whoever changes a setting there makes the program look at the property again.
 */
export function stillIgnored(paths: readonly string[], before: object, after: object): string[] {
  const [one, other] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return paths.filter((path) => {
    const property = path.split(/[.[]/)[0] ?? "";
    return JSON.stringify(one.get(property)) === JSON.stringify(other.get(property));
  });
}
