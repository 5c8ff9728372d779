import { type RuleCases, remove } from "../../cases/planted";
import { CONFIGURATION, reconfigured, SHIPPED } from "./shared/planted-configuration";

export const cases: RuleCases = {
  caught: [
    {
      name: "a workspace of development without verbose audit logs",
      stack: "dev",
      changes: [reconfigured({ enableVerboseAuditLogs: "False" })],
      says: "enableVerboseAuditLogs is false",
    },
    {
      name: "a workspace of staging without a configuration",
      stack: "staging",
      changes: [remove(CONFIGURATION, SHIPPED)],
      finds: ["stack"],
      says: "enableVerboseAuditLogs is not set",
    },
  ],
  leftAlone: [
    {
      name: "a workspace that is told of nothing else",
      stack: "dev",
      changes: [reconfigured({ enableTokensConfig: undefined })],
    },
  ],
};
