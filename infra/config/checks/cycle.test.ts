import { cycleIn } from "./cycle";

const cycleOf = (waitsFor: Record<string, string[]>): string[] | undefined =>
  cycleIn(Object.keys(waitsFor), (name) => waitsFor[name] ?? []);

describe("a circle of things that wait for each other", () => {
  it("is not there where all wait for earlier ones", () => {
    expect(cycleOf({ a: [], b: ["a"], c: ["a", "b"], d: ["b", "c"] })).toBeUndefined();
  });

  it("is told with the first at both ends", () => {
    expect(cycleOf({ a: ["b"], b: ["c"], c: ["a"] })).toEqual(["a", "b", "c", "a"]);
  });

  it("may be of one", () => {
    expect(cycleOf({ a: [], b: ["b"] })).toEqual(["b", "b"]);
  });

  it("is told without those that only lead to it", () => {
    expect(cycleOf({ a: ["b"], b: ["c"], c: ["b"] })).toEqual(["b", "c", "b"]);
  });

  it("is not made by names that nobody has", () => {
    expect(cycleOf({ a: ["elsewhere"] })).toBeUndefined();
  });

  it("is looked for once from each, however many ways lead there", () => {
    const layers = Array.from({ length: 60 }, (_, layer) => [`${layer}a`, `${layer}b`]);
    const waitsFor = Object.fromEntries(
      layers.flatMap((names, layer) => names.map((name) => [name, layers[layer - 1] ?? []])),
    );
    expect(cycleOf(waitsFor)).toBeUndefined();
  });
});
