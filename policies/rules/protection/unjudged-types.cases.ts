import { add, type Change, type RuleCases } from "../../cases/planted";

/** Of a type that the estate does not use. */
const foreign = (type: string, name: string, inputs: object): Change => ({ kind: "add", type, name, inputs });

export const cases: RuleCases = {
  caught: [
    {
      name: "a tag policy, which nobody has thought of",
      changes: [foreign("databricks:index/tagPolicy:TagPolicy", "centers", { tagKey: "cost-center" })],
      says: "no rule looks at TagPolicy: centers",
    },
    {
      name: "two resources of one type, told once",
      stack: "dev.platform",
      changes: [
        foreign("databricks:index/tagPolicy:TagPolicy", "first", { tagKey: "cost-center" }),
        foreign("databricks:index/tagPolicy:TagPolicy", "second", { tagKey: "team" }),
      ],
      finds: ["first"],
      says: "no rule looks at TagPolicy: first, second",
    },
    {
      name: "a program that a provider of another kind runs",
      changes: [foreign("command:local:Command", "shell", { create: "id" })],
      engineFree: "the plugin of that provider is not there",
      says: "no rule looks at Command: shell",
    },
  ],
  leftAlone: [
    {
      name: "a resource of a type that rules look at",
      changes: [add("databricks:index/group:Group", "auditors", { displayName: "lakestage-prod-auditors" })],
    },
  ],
};
