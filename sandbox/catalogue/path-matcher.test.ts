import { PathMatcher } from "./path-matcher";

function matcher(templates: string[], options = { anyCase: false }): PathMatcher<string> {
  const built = new PathMatcher<string>(options);
  for (const template of templates) built.add(template, template);
  return built;
}

test("a literal segment wins over a parameter, whichever was added first", () => {
  const paths = matcher(["/jobs/{id}", "/jobs/list"]);
  expect(paths.match("/jobs/list")).toEqual({ value: "/jobs/list", parameters: {} });
  expect(paths.match("/jobs/7")).toEqual({ value: "/jobs/{id}", parameters: { id: "7" } });
});

test("a literal that leads nowhere gives way to a parameter", () => {
  const paths = matcher(["/permissions/jobs/{id}", "/permissions/{type}/{id}/levels"]);
  expect(paths.match("/permissions/jobs/7/levels")).toEqual({
    value: "/permissions/{type}/{id}/levels",
    parameters: { type: "jobs", id: "7" },
  });
});

test("a parameter is one segment, decoded, and never empty", () => {
  const paths = matcher(["/models/{name}"]);
  expect(paths.match("/models/prod.churn%2Fa%20b")?.parameters).toEqual({ name: "prod.churn/a b" });
  expect(paths.match("/models/100%")?.parameters).toEqual({ name: "100%" });
  expect(paths.match("/models/")).toBeUndefined();
  expect(paths.match("/models/a/b")).toBeUndefined();
  expect(paths.match("/models")).toBeUndefined();
});

test("a parameter of several segments keeps the slash that its template leaves to it", () => {
  const paths = matcher(["/fs/files{+path}"]);
  expect(paths.match("/fs/files/Volumes/a/b%20c.csv")?.parameters).toEqual({ path: "/Volumes/a/b c.csv" });
});

test("a scope is what stands before the last part that the template names", () => {
  const paths = matcher(["/{+scope}/providers/Locks/locks/{name}"]);
  expect(paths.match("/subscriptions/s/providers/Storage/accounts/a/providers/Locks/locks/keep")?.parameters).toEqual({
    scope: "subscriptions/s/providers/Storage/accounts/a",
    name: "keep",
  });
});

test("a template for one scope wins over the one for any", () => {
  const paths = matcher(["/{+scope}/locks/{name}", "/subscriptions/{id}/locks/{name}"]);
  expect(paths.match("/subscriptions/s/locks/keep")?.value).toBe("/subscriptions/{id}/locks/{name}");
  expect(paths.match("/groups/g/locks/keep")?.value).toBe("/{+scope}/locks/{name}");
});

test("names of a given form tell operations with one template apart", () => {
  const paths = matcher([
    "/db/{name=projects/*}",
    "/db/{name=projects/*/branches/*}",
    "/db/{name=projects/*}/undelete",
  ]);
  expect(paths.match("/db/projects/p")).toEqual({
    value: "/db/{name=projects/*}",
    parameters: { name: "projects/p" },
  });
  expect(paths.match("/db/projects/p/branches/b")?.parameters).toEqual({ name: "projects/p/branches/b" });
  expect(paths.match("/db/projects/p/undelete")?.parameters).toEqual({ name: "projects/p" });
  expect(paths.match("/db/other/p")).toBeUndefined();
});

test("what follows a parameter in its segment is no part of it", () => {
  const paths = matcher(["/indexes/{name}", "/indexes/{name}:query", "/a/{name=indexes/*}:scan"]);
  expect(paths.match("/indexes/i:query")).toEqual({ value: "/indexes/{name}:query", parameters: { name: "i" } });
  expect(paths.match("/indexes/i:other")?.parameters).toEqual({ name: "i:other" });
  expect(paths.match("/a/indexes/i:scan")?.parameters).toEqual({ name: "indexes/i" });
});

test("any case fits where asked, and parameters keep theirs", () => {
  const paths = matcher(["/resourceGroups/{name}"], { anyCase: true });
  expect(paths.match("/RESOURCEGROUPS/MyGroup")?.parameters).toEqual({ name: "MyGroup" });
  expect(matcher(["/resourceGroups/{name}"]).match("/RESOURCEGROUPS/MyGroup")).toBeUndefined();
});

test("the first of two values with one template is kept", () => {
  const paths = new PathMatcher<string>({ anyCase: false });
  paths.add("/groups/{id}", "first");
  paths.add("/groups/{group_id}", "second");
  expect(paths.match("/groups/1")).toEqual({ value: "first", parameters: { id: "1" } });
});
