import { Directory, groups, users } from "./directory";
import { Store } from "./store";

describe("Directory", () => {
  let store: Store;
  let directory: Directory;

  beforeEach(() => {
    store = new Store(":memory:");
    directory = new Directory(store);
    store.put(users, "1", { id: "1", userName: "ada@example.com", active: true, roles: [] });
    store.put(groups, "10", { id: "10", displayName: "seniors", roles: [], members: ["1"] });
    store.put(groups, "11", { id: "11", displayName: "scientists", roles: [], members: ["10"] });
    store.put(groups, "12", { id: "12", displayName: "admins", roles: ["account_admin"], members: [] });
  });
  afterEach(() => store.close());

  test("knows a principal by its own name, its groups', groups of groups', and everybody's", () => {
    expect([...(directory.principal("1")?.names ?? [])].sort()).toEqual([
      "account users",
      "ada@example.com",
      "scientists",
      "seniors",
    ]);
  });

  test("takes a user's name in any case, and others' as they are", () => {
    expect(directory.nameOf("Ada@Example.com")).toBe("ada@example.com");
    expect(directory.nameOf("seniors")).toBe("seniors");
    expect(() => directory.nameOf("Seniors")).toThrow("Could not find principal with name Seniors");
  });

  test("makes an account admin of whoever is in a group with that role", () => {
    expect(directory.principal("1")?.accountAdmin).toBe(false);
    store.put(groups, "12", { id: "12", displayName: "admins", roles: ["account_admin"], members: ["11"] });
    expect(directory.principal("1")?.accountAdmin).toBe(true);
  });

  test("has no principal for an inactive user", () => {
    store.put(users, "1", { id: "1", userName: "ada@example.com", active: false, roles: [] });
    expect(directory.principal("1")).toBeUndefined();
  });

  test("refuses a group inside itself, directly or through others", () => {
    expect(() => directory.requireMembers("10", ["11"])).toThrow("can not be a member of itself");
    expect(() => directory.requireMembers("10", ["10"])).toThrow("can not be a member of itself");
    expect(() => directory.requireMembers("12", ["999"])).toThrow("does not exist");
  });
});
