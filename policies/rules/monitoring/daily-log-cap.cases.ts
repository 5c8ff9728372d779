import { type RuleCases, set } from "../../cases/planted";

const limit = (dailyQuotaGb: number) =>
  set("azure-native:operationalinsights:Workspace", "logs-workspace", { workspaceCapping: { dailyQuotaGb } });

export const cases: RuleCases = {
  caught: [{ name: "a daily limit in production", changes: [limit(1)], says: "1 GB a day" }],
  leftAlone: [
    { name: "no limit, said aloud", changes: [limit(-1)] },
    { name: "a daily limit in development", stack: "dev.platform", changes: [limit(1)] },
  ],
};
