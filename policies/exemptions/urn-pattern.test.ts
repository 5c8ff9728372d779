import { fitsUrn, mayFitStack } from "./urn-pattern";

const URN = "urn:pulumi:prod.flight-delay::lakestage::lakestage:ml:ProjectJob$databricks:index/job:Job::training";

describe("a pattern over URNs", () => {
  it.each([
    ["the URN itself", URN],
    ["a star for its end", "urn:pulumi:prod.flight-delay::*"],
    ["a star for its beginning", "*::training"],
    ["stars that stand for nothing", `*${URN}**`],
    ["a star over separators", "urn:pulumi:*:Job::training"],
    ["several stars, of which the first fitting place is too early for what follows", "urn:*flight*:J*::t*g"],
    ["question marks, one for each character", "urn:pulumi:prod?flight-delay::*::????????"],
  ])("fits with %s", (_, pattern) => {
    expect(fitsUrn(pattern, URN)).toBe(true);
  });

  it.each([
    ["a part of the URN", "training"],
    ["its beginning", "urn:pulumi:prod.flight-delay"],
    ["another letter case", URN.toUpperCase()],
    ["a question mark for nothing", `${URN}?`],
    ["a question mark for two characters", "*::tr?ning"],
    ["an end that overlaps the beginning", `${URN}*training`],
    ["parts in another order", "*training*ProjectJob*"],
    ["brackets, which stand for themselves", "*::[t]raining"],
    ["dots, which stand for themselves", "urn:pulumi:prod-flight.delay::*"],
  ])("does not fit with %s", (_, pattern) => {
    expect(fitsUrn(pattern, URN)).toBe(false);
  });
});

test.each([
  ["urn:pulumi:prod::*", ["prod"]],
  ["urn:pulumi:prod.*::training", ["prod.trains"]],
  ["urn:pulumi:prod*Job::training", ["prod", "prod.trains"]],
  ["urn:pulumi:???::*", ["dev"]],
  ["*::training", ["dev", "prod", "prod.trains"]],
  ["training", []],
])("%s may fit URNs of the stacks %j", (pattern, stacks) => {
  expect(["dev", "prod", "prod.trains"].filter((stack) => mayFitStack(pattern, stack))).toEqual(stacks);
});
