import { applyPatch, type PatchOperation } from "./scim-patch";

const group = {
  displayName: "team",
  active: true,
  members: [{ value: "1", display: "Ada" }, { value: "2" }],
  entitlements: [{ value: "workspace-access" }],
};

const patched = (...operations: PatchOperation[]) =>
  applyPatch(group, operations, ["displayName", "active", "members", "entitlements", "name"]);

describe("a SCIM patch", () => {
  test("adds to a list, once", () => {
    const { members } = patched({ op: "add", path: "members", value: [{ value: "2" }, { value: "3" }] });
    expect(members?.map(({ value }) => value)).toEqual(["1", "2", "3"]);
  });

  test("removes the element that its path selects", () => {
    expect(patched({ op: "remove", path: 'members[value eq "1"]' }).members).toEqual([{ value: "2" }]);
  });

  test("removes the elements that its value names", () => {
    expect(patched({ op: "remove", path: "members", value: [{ value: "2" }] }).members).toEqual([
      { value: "1", display: "Ada" },
    ]);
  });

  test("removes a whole list when it names no element", () => {
    expect(patched({ op: "remove", path: "members" }).members).toEqual([]);
  });

  test("replaces a list", () => {
    const value = [{ value: "databricks-sql-access" }];
    expect(patched({ op: "replace", path: "entitlements", value }).entitlements).toEqual(value);
  });

  test.each([["false"], [false], [[{ value: "false" }]]])("understands %j for a single value", (value) => {
    expect(patched({ op: "replace", path: "active", value }).active).toBe(false);
  });

  test("takes attributes by name when it has no path", () => {
    const after = patched({ op: "replace", value: { displayName: "crew", active: false } });
    expect(after).toMatchObject({ displayName: "crew", active: false });
  });

  test("sets one member of a complex attribute", () => {
    expect(patched({ op: "replace", path: "name.givenName", value: "Ada" }).name).toEqual({ givenName: "Ada" });
  });

  test("is refused when it names an attribute that may not change", () => {
    expect(() => patched({ op: "replace", path: "userName", value: "x" })).toThrow(
      "No such attribute with the name : userName in the current resource",
    );
  });
});
