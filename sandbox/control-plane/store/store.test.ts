import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Collection, type Entry, Index, Store } from ".";

interface Thing {
  name: string;
  tags?: string[];
}

const things = new Collection<Thing>("test.thing");
const thingsByTag = new Index(things, ({ tags = [] }) => tags);

describe("Store", () => {
  let store: Store;
  beforeEach(() => {
    store = new Store(":memory:");
  });
  afterEach(() => store.close());

  const keysOf = (entries: Entry<Thing>[]): string[] => entries.map(({ key }) => key);

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

  test("lists from the last to the first, and between two keys", () => {
    for (const key of ["a", "b", "c", "d"]) store.put(things, key, { name: key });
    expect(keysOf(store.list(things, { reverse: true, before: "d", limit: 2 }))).toEqual(["c", "b"]);
    expect(keysOf(store.list(things, { after: "a", before: "d" }))).toEqual(["b", "c"]);
    expect(keysOf(store.list(things, { after: "d", before: "a" }))).toEqual([]);
  });

  test("refuses to go on through a list that is written to", () => {
    for (const key of ["a", "b"]) store.put(things, key, { name: key });
    const walk = (): void => {
      for (const { key } of store.walk(things)) store.delete(things, key);
    };
    expect(walk).toThrow("written while they were gone through");
  });

  test("undoes the whole transaction when its work throws", () => {
    const work = (): void => {
      store.put(things, "a", { name: "half" });
      throw new Error("no");
    };
    expect(() => store.transaction(work)).toThrow("no");
    expect(store.get(things, "a")).toBeUndefined();
  });

  test("is after a failed transaction as it was before, in lists and indices too", () => {
    store.put(things, "changed", { name: "before", tags: ["old"] });
    store.put(things, "deleted", { name: "before", tags: ["old"] });
    const tagged = (tag: string): string[] => keysOf(store.list(thingsByTag.of(tag)));
    expect(tagged("old")).toEqual(["changed", "deleted"]);
    const work = (): void => {
      store.put(things, "changed", { name: "half", tags: ["new"] });
      store.put(things, "changed", { name: "after", tags: ["new"] });
      store.delete(things, "deleted");
      store.put(things, "made", { name: "after", tags: ["new"] });
      expect(tagged("new")).toEqual(["changed", "made"]);
      throw new Error("no");
    };
    expect(() => store.transaction(work)).toThrow("no");
    expect(keysOf(store.list(things))).toEqual(["changed", "deleted"]);
    expect(store.get(things, "changed")).toEqual({ name: "before", tags: ["old"] });
    expect([tagged("old"), tagged("new")]).toEqual([["changed", "deleted"], []]);
  });

  test("takes one transaction at a time", () => {
    expect(() => store.transaction(() => store.transaction(() => undefined))).toThrow("under way already");
  });

  test("keeps what was put, whatever its caller does with it afterwards", () => {
    const put = { name: "a", tags: ["one"] };
    store.put(things, "a", put).tags.push("two");
    expect(store.get(things, "a")).toEqual({ name: "a", tags: ["one"] });
  });

  test("lets nobody change what is read", () => {
    store.put(things, "a", { name: "a", tags: ["one"] });
    const read = store.get(things, "a") as Thing;
    expect(() => read.tags?.push("two")).toThrow(TypeError);
    expect(() => Object.assign(read, { name: "b" })).toThrow(TypeError);
    expect(store.list(things)[0]?.value).toEqual({ name: "a", tags: ["one"] });
  });

  test("finds by each value of an index, in the order of keys, and by those of now only", () => {
    store.put(things, "dev.b", { name: "b", tags: ["x", "y"] });
    store.put(things, "dev.a", { name: "a", tags: ["x"] });
    store.put(things, "prod.a", { name: "a", tags: ["x"] });
    expect(keysOf(store.list(thingsByTag.of("x"), { prefix: "dev." }))).toEqual(["dev.a", "dev.b"]);
    store.put(things, "dev.b", { name: "b", tags: ["y"] });
    store.delete(things, "prod.a");
    expect(keysOf(store.list(thingsByTag.of("x")))).toEqual(["dev.a"]);
    expect(store.find(thingsByTag.of("y"))?.value.name).toBe("b");
    expect(store.find(thingsByTag.of("z"))).toBeUndefined();
  });

  test("lists by an index's own order, through changes and deletions", () => {
    const byName = new Index(
      things,
      (_, key) => [key.slice(0, 3)],
      ({ name }, key) => `${name}/${key}`,
    );
    for (const [key, name] of Object.entries({ "dev.a": "z", "dev.b": "y", "prd.a": "x" }))
      store.put(things, key, { name });
    const listed = (after?: string): string[] => keysOf(store.list(byName.of("dev"), { after }));
    expect(listed()).toEqual(["y/dev.b", "z/dev.a"]);
    store.put(things, "dev.a", { name: "a" });
    expect([listed(), listed("b")]).toEqual([["a/dev.a", "y/dev.b"], ["y/dev.b"]]);
    store.delete(things, "dev.b");
    expect(listed()).toEqual(["a/dev.a"]);
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

describe("a store's file", () => {
  let home: string;
  let file: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "lakestage-store-"));
    file = join(home, "state.db");
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const inStore = <Result>(work: (store: Store) => Result): Result => {
    const opened = new Store(file);
    try {
      return work(opened);
    } finally {
      opened.close();
    }
  };

  test("never gives the same time or id twice, over restarts too", () => {
    const draw = (): number[] => inStore((opened) => [opened.now(), opened.now(), opened.nextId(), opened.nextId()]);
    const [first, second] = [draw(), draw()];
    const times = [first[0], first[1], second[0], second[1]] as number[];
    const ids = [first[2], first[3], second[2], second[3]] as number[];
    for (const series of [times, ids]) expect([...new Set(series)].sort((a, b) => a - b)).toEqual(series);
  });

  test("never gives the same time or id twice over kills, after failed transactions either", () => {
    const killed: Store[] = [];
    const series: number[][] = [[], []];
    for (let kill = 0; kill < 3; kill++) {
      // Not closed before the next one opens the file: all that a killed process leaves is what is in the file.
      const opened = new Store(file);
      killed.push(opened);
      const draw = (): void => {
        series[0]?.push(opened.now());
        series[1]?.push(opened.nextId());
      };
      const failing = (): void => {
        draw();
        throw new Error("no");
      };
      expect(() => opened.transaction(failing)).toThrow("no");
      for (let times = 0; times < 1500; times++) draw();
    }
    for (const each of series) expect([...new Set(each)].sort((a, b) => a - b)).toEqual(each);
    for (const each of killed) each.close();
  });

  test("goes on from the number that was given last when it was closed", () => {
    const last = inStore((opened) => opened.nextId());
    expect(inStore((opened) => opened.nextId())).toBe(last + 1);
  });

  test("has what memory has, in the same order, whatever the keys", () => {
    // Beyond U+FFFF, below it, half of a pair, and the greatest of each length in UTF-8.
    const letters = ["a", "b", "/", "é", "\u07ff", "\ud7ff", "\ue000", "\uffff", "😀", "\u{10fffe}", "\ud83d"];
    const inMemory = inStore((opened) => {
      for (let step = 0; step < 2000; step++) {
        const key = [step, step * 7, step * 13].map((at) => letters[at % letters.length]).join("");
        if (step % 5 === 4) opened.delete(things, key);
        else opened.put(things, key, { name: key, tags: [letters[step % 3] ?? ""] });
      }
      return observed(opened);
    });
    expect(inStore(observed)).toEqual(inMemory);
    const asSqlite = [...inMemory.keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    expect(inMemory.keys).toEqual(asSqlite);

    function observed(opened: Store): { keys: string[]; [part: string]: unknown } {
      return {
        keys: opened.list(things).map(({ key }) => key),
        after: letters.map((letter) => opened.list(things, { after: letter, limit: 3 })[0]?.key),
        under: letters.map((letter) => opened.list(things, { prefix: letter }).length),
        half: opened.get(things, "\ud83da/"),
        values: opened.list(things).map(({ value }) => value),
        tagged: opened.list(thingsByTag.of("b")).map(({ key }) => key),
      };
    }
  });

  test("does not keep the room that one large transaction took in the log", () => {
    inStore((opened) => {
      opened.put(things, "large", { name: "large" });
      opened.putContent(things, "large", Buffer.alloc(40 * 1024 * 1024));
      for (let step = 0; step < 10; step++) opened.put(things, "small", { name: String(step) });
      expect(statSync(`${file}-wal`).size).toBeLessThan(20 * 1024 * 1024);
    });
  });
});
