import { project, queryList } from "./scim-query";

const people = Array.from({ length: 250 }, (_, index) => ({ id: String(index), displayName: `person ${index % 10}` }));

describe("a SCIM list", () => {
  test("comes in pages that together hold every object once", () => {
    const seen: unknown[] = [];
    for (let startIndex = 1; ; ) {
      const { Resources, totalResults } = queryList(people, { startIndex, count: 10_000 });
      if (Resources.length === 0) break;
      expect(totalResults).toBe(250);
      seen.push(...Resources.map(({ id }) => id));
      startIndex += Resources.length;
    }
    expect(seen).toEqual(people.map(({ id }) => id));
  });

  test("counts only what its filter lets through", () => {
    expect(queryList(people, { filter: 'displayName eq "person 3"', count: 5 })).toMatchObject({
      totalResults: 25,
      itemsPerPage: 5,
      startIndex: 1,
    });
  });

  test("is sorted on request", () => {
    const { Resources } = queryList(people, { sortBy: "displayName", sortOrder: "descending", count: 1 });
    expect(Resources[0]?.displayName).toBe("person 9");
  });
});

test("a projection shows the wanted attributes and always the id", () => {
  const group = { id: "1", displayName: "team", roles: [], externalId: "e" };
  expect(project(group, { attributes: "displayname,members" })).toEqual({ id: "1", displayName: "team" });
  expect(project(group, { excludedAttributes: "roles, externalId" })).toEqual({ id: "1", displayName: "team" });
});
