import { parseFilter, requiredValues } from "./scim-filter";

const group = {
  id: "1",
  displayName: "Data-Scientists",
  active: true,
  members: [{ value: "7", display: "Ada" }],
  name: { givenName: "Ada" },
};

describe("a SCIM filter", () => {
  test.each([
    ['displayName eq "data-scientists"', true],
    ["displayName eq 'data-scientists'", true],
    ['displayName ne "data-scientists"', false],
    ['displayName sw "data"', true],
    ['displayName co "scien"', true],
    ['displayName ew "engineers"', false],
    ['members eq "7"', true],
    ['members.display eq "ada"', true],
    ['name.givenName eq "Ada"', true],
    ["active eq true", true],
    ['externalId eq "x"', false],
    ['displayName eq "nobody" or id eq "1"', true],
    ['displayName eq "nobody" or id eq "1" and active eq false', false],
  ])("%s holds: %s", (filter, holds) => {
    expect(parseFilter(filter)(group)).toBe(holds);
  });

  test.each(["displayName", 'displayName is "x"', 'displayName eq "x" but id eq "1"', '(id eq "1")'])(
    "%s is refused",
    (filter) => {
      expect(() => parseFilter(filter)).toThrow(/Unsupported filter/);
    },
  );

  test.each([
    ['displayName eq "Data-Scientists"', { displayname: "data-scientists" }],
    ['displayName eq "x" and members eq "7"', { displayname: "x", members: "7" }],
    ['displayName eq "x" and active ne true', { displayname: "x" }],
    ['displayName eq "x" or displayName eq "y"', {}],
    ['displayName sw "x"', {}],
  ])("%s is about what is equal to %j", (filter, values) => {
    expect(Object.fromEntries(requiredValues(filter))).toEqual(values);
  });
});
