/** A circle among things that wait for each other, first and last the same; undefined where there is none. */
export function cycleIn(names: readonly string[], waitsFor: (name: string) => readonly string[]): string[] | undefined {
  const settled = new Set<string>();
  const follow = (name: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (settled.has(name)) return undefined;
    for (const next of waitsFor(name)) {
      const circle = follow(next, [...path, name]);
      if (circle) return circle;
    }
    settled.add(name);
    return undefined;
  };
  for (const name of names) {
    const circle = follow(name, []);
    if (circle) return circle;
  }
  return undefined;
}
