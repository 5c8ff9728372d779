import { ApiError } from "./api-error";
import { page } from "./paging";

const entries = ["a", "b", "c", "d", "e"].map((key) => ({ key, value: key.toUpperCase() }));

describe("page", () => {
  test("walks through everything once, whatever the size of a page", () => {
    for (const size of [1, 2, 3, 5, 50]) {
      const seen: string[] = [];
      let token: string | undefined;
      do {
        const { items, nextToken } = page(entries, { size, token });
        expect(items.length).toBeLessThanOrEqual(size);
        seen.push(...items);
        token = nextToken;
      } while (token);
      expect(seen).toEqual(["A", "B", "C", "D", "E"]);
    }
  });

  test("goes on after an entry that has been deleted meanwhile", () => {
    const { nextToken } = page(entries, { size: 2 });
    const without = entries.filter(({ key }) => key !== "b");
    expect(page(without, { size: 2, token: nextToken }).items).toEqual(["C", "D"]);
  });

  test("refuses a token that it did not give out, and a negative size", () => {
    expect(() => page(entries, { token: "not a token" })).toThrow(ApiError);
    expect(() => page(entries, { size: -1 })).toThrow("must not be negative");
  });
});
