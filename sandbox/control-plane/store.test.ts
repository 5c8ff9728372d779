import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Collection, Store } from "./store";

const things = new Collection<{ name: string }>("test.thing");

describe("Store", () => {
  let store: Store;
  beforeEach(() => {
    store = new Store(":memory:");
  });
  afterEach(() => store.close());

  test("gives back what was put, until it is deleted", () => {
    store.put(things, "a", { name: "first" });
    store.put(things, "a", { name: "second" });
    expect(store.get(things, "a")).toEqual({ name: "second" });
    expect(store.delete(things, "a")).toBe(true);
    expect(store.delete(things, "a")).toBe(false);
    expect(store.get(things, "a")).toBeUndefined();
  });

  test("lists by prefix, in the order of keys, a page at a time", () => {
    for (const key of ["dev.b", "dev.a", "prod.a", "dev.c"]) store.put(things, key, { name: key });
    expect(store.list(things, { prefix: "dev." }).map(({ key }) => key)).toEqual(["dev.a", "dev.b", "dev.c"]);
    expect(store.list(things, { after: "dev.b", limit: 1 }).map(({ key }) => key)).toEqual(["dev.c"]);
  });

  test("undoes the whole transaction when its work throws", () => {
    const work = (): void => {
      store.put(things, "a", { name: "half" });
      throw new Error("no");
    };
    expect(() => store.transaction(work)).toThrow("no");
    expect(store.get(things, "a")).toBeUndefined();
  });

  test("never gives the same time or id twice, over restarts too", () => {
    const home = mkdtempSync(join(tmpdir(), "lakestage-store-"));
    const file = join(home, "state.db");
    const draw = (): number[] => {
      const opened = new Store(file);
      const drawn = [opened.now(), opened.now(), opened.nextId(), opened.nextId()];
      opened.close();
      return drawn;
    };
    const [first, second] = [draw(), draw()];
    const times = [first[0], first[1], second[0], second[1]] as number[];
    const ids = [first[2], first[3], second[2], second[3]] as number[];
    for (const series of [times, ids]) expect([...new Set(series)].sort((a, b) => a - b)).toEqual(series);
    rmSync(home, { recursive: true });
  });

  test("keeps a document's content, whole and in parts, as long as the document is there", () => {
    store.put(things, "a", { name: "file" });
    expect(store.content(things, "a")).toEqual(Buffer.alloc(0));
    store.putContent(things, "a", Buffer.from([0, 1, 2, 255]));
    store.put(things, "a", { name: "renamed" });
    expect(store.content(things, "a")).toEqual(Buffer.from([0, 1, 2, 255]));
    expect(store.content(things, "a", { start: 1, length: 2 })).toEqual(Buffer.from([1, 2]));
    store.delete(things, "a");
    store.put(things, "a", { name: "another" });
    expect(store.content(things, "a")).toEqual(Buffer.alloc(0));
  });

  test("keeps no content for which there is no document", () => {
    expect(() => store.putContent(things, "nothing", Buffer.from("x"))).toThrow("FOREIGN KEY");
  });

  test("tells that a collection changed", () => {
    const before = store.revision(things);
    store.put(things, "a", { name: "new" });
    expect(store.revision(things)).not.toBe(before);
  });
});
