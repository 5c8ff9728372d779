import { didYouMean, listed, nearest, suggestion } from "./nearest";

it.each([
  ["netwrok", ["network", "storage"], "network"],
  ["STAGING", ["dev", "staging"], "staging"],
  ["customerManagedKey", ["customerManagedKeys", "encryption"], "customerManagedKeys"],
  ["production", ["prod", "dev"], undefined],
  ["x", ["dev", "a"], undefined],
  ["dev", [], undefined],
])("for %s, of %j, %s is near enough to be asked for", (name, known, meant) => {
  expect(nearest(name, known)).toBe(meant);
});

it("is asked for in a clause or in a sentence, and not where nothing is near", () => {
  expect(suggestion("netwrok", ["network"])).toBe('; did you mean "network"?');
  expect(didYouMean("netwrok", ["network"])).toBe(' Did you mean "network"?');
  expect(suggestion("x", ["network"]) + didYouMean("x", ["network"])).toBe("");
});

it("lists what there is to choose from", () => {
  expect(listed(["dev"])).toBe('"dev"');
  expect(listed(["dev", "prod", "staging"])).toBe('"dev", "prod" or "staging"');
});
