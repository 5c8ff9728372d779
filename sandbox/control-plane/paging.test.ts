import { ApiError } from "./api-error";
import { page, pageOf } from "./paging";
import { Collection, Store } from "./store";

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

describe("pageOf", () => {
  const things = new Collection<{ name: string }>("test.thing");
  let store: Store;
  beforeEach(() => {
    store = new Store(":memory:");
  });
  afterEach(() => store.close());

  test("walks once through what is shown, in the store's order, whatever the keys", () => {
    const keys = ["a", "b", "\ue000", "\uffff", "😀", "\u{10ffff}"];
    for (const key of keys) store.put(things, `of/${key}`, { name: key });
    store.put(things, "other/a", { name: "other" });
    for (const size of [1, 2, 4, 10]) {
      const seen: string[] = [];
      let token: string | undefined;
      do {
        const { items, nextToken } = pageOf(store, things, "of/", { size, token }, ({ name }) =>
          name === "b" ? undefined : name,
        );
        seen.push(...items);
        token = nextToken;
      } while (token);
      expect(seen).toEqual(keys.filter((key) => key !== "b"));
    }
  });

  test("looks at no more than the page takes, wherever it begins", () => {
    for (let index = 1000; index < 2000; index++) store.put(things, String(index), { name: String(index) });
    const looked: string[] = [];
    const look = ({ name }: { name: string }): string => {
      looked.push(name);
      return name;
    };
    const { nextToken } = pageOf(store, things, "", { size: 500 }, look);
    looked.length = 0;
    expect(pageOf(store, things, "", { size: 2, token: nextToken }, look).items).toEqual(["1500", "1501"]);
    expect(looked).toEqual(["1500", "1501", "1502"]);
  });
});
