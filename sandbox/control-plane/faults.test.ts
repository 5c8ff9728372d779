import { catalogue } from "../catalogue";
import { Faults, faultSchema, requireOperation } from "./faults";
import { Store } from "./store";

describe("Faults", () => {
  let store: Store;
  beforeEach(() => {
    store = new Store(":memory:");
  });
  afterEach(() => store.close());

  const hits = (faults: Faults, calls: number, operation = "catalog.Catalogs.Get"): boolean[] =>
    Array.from({ length: calls }, () => faults.strike(operation, "workspace") !== undefined);

  test("hit one in five calls of the operations that they name, and no other", () => {
    const faults = new Faults(store);
    faults.add(faultSchema.parse({ operation: "catalog.*", kind: "status", every: 5 }));
    expect(hits(faults, 10, "sql.Warehouses.Get")).not.toContain(true);
    expect(hits(faults, 10)).toEqual([false, false, false, false, true, false, false, false, false, true]);
  });

  test.each([
    ["*", "a.B.C", true],
    ["a.*", "a.B.C", true],
    ["*.C", "a.B.C", true],
    ["a*B*C", "a.B.C", true],
    ["a.B.C", "a.B.C", true],
    ["a.B", "a.B.C", false],
    ["*B", "a.B.C", false],
    ["a*a", "a", false],
    ["a.?.C", "a.B.C", false],
    ["*a*b*a", "a.b.a", true],
    [`${"*a".repeat(100)}`, `${"a".repeat(5000)}!`, false],
  ])("of %s hit %s: %s", (glob, operation, isHit) => {
    const faults = new Faults(store);
    faults.add(faultSchema.parse({ operation: glob, kind: "status" }));
    expect(hits(faults, 1, operation)).toEqual([isHit]);
  });

  test.each([
    [{ operation: "nosuch.*" }, 'No operation is called "nosuch.*".'],
    [{ operation: "catalg.*" }, 'No operation is called "catalg.*". Did you mean "catalog.*"?'],
    [{ operation: "catalog.Catalogs.Gett" }, 'Did you mean "catalog.Catalogs.Get"?'],
    [
      { operation: "catalog.Catalogs.Get", plane: "arm" },
      'No operation of the plane arm is called "catalog.Catalogs.Get".',
    ],
  ])("that would strike nothing are refused: %p", (fault, why) => {
    expect(() => requireOperation(faultSchema.parse({ ...fault, kind: "status" }), catalogue())).toThrow(why);
  });

  test.each(["*", "*.Get", "catalog.*", "unknown"])("of %s are taken", (operation) => {
    expect(() => requireOperation(faultSchema.parse({ operation, kind: "status" }), catalogue())).not.toThrow();
  });

  test("are so many at most", () => {
    const faults = new Faults(store);
    const add = () => faults.add(faultSchema.parse({ kind: "status" }));
    for (let count = 0; count < 100; count++) add();
    expect(add).toThrow("There may be 100 faults");
  });

  test("end after their count", () => {
    const faults = new Faults(store);
    faults.add(faultSchema.parse({ kind: "drop", count: 2 }));
    expect(hits(faults, 4)).toEqual([true, true, false, false]);
  });

  test("outlive a restart, until they are cleared", () => {
    new Faults(store).add(faultSchema.parse({ kind: "rate-limit" }));
    const restarted = new Faults(store);
    expect(hits(restarted, 1)).toEqual([true]);
    restarted.clear();
    expect(hits(restarted, 1)).toEqual([false]);
  });
});
