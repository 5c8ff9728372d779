import { type RuleCases, set } from "../../cases/planted";

const days = (retentionInDays: number | undefined) =>
  set("azure-native:operationalinsights:Workspace", "logs-workspace", { retentionInDays });

export const cases: RuleCases = {
  caught: [
    { name: "a month in production", changes: [days(30)], says: "30 days; 90 are the least" },
    {
      name: "as long as Azure keeps them, in production",
      changes: [days(undefined)],
      says: "logs are kept for 30 days; 90 are the least here",
    },
    { name: "a week in development", stack: "dev.platform", changes: [days(7)], says: "7 days" },
  ],
  leftAlone: [
    { name: "a month in staging", stack: "staging.platform", changes: [days(30)] },
    { name: "as long as Azure keeps them, in development", stack: "dev.platform", changes: [days(undefined)] },
    { name: "exactly three months in production", changes: [days(90)] },
  ],
};
