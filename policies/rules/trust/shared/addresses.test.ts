import { addressesIn } from "./addresses";

describe("an address", () => {
  it("is found wherever it stands, also after what could belong to its scheme", () => {
    const text = `${"x".repeat(200)}https://a.example/b and git@git.example:c/d.git`;
    expect(addressesIn(text).map(({ address }) => [address.host, address.path])).toEqual([
      ["a.example", "/b"],
      ["git.example", "/c/d.git"],
    ]);
  });

  it("is looked for once, however long a word is", () => {
    // Where each letter began a search of its own, this would take hours.
    expect(addressesIn("x".repeat(3_000_000))).toEqual([]);
  });
});
