import { type RuleCases, remove } from "../../cases/planted";
import { CONFIGURATION, reconfigured, SHIPPED } from "./shared/planted-configuration";

export const cases: RuleCases = {
  caught: [
    {
      name: "a terminal in production",
      stack: "prod",
      changes: [reconfigured({ enableWebTerminal: "true" })],
      says: "enableWebTerminal is true",
    },
    {
      name: "downloads that nobody decided on",
      stack: "prod",
      changes: [reconfigured({ enableResultsDownloading: undefined })],
      says: "enableResultsDownloading is not set",
    },
    {
      name: "a workspace of production without a configuration",
      stack: "prod",
      changes: [remove(CONFIGURATION, SHIPPED)],
      finds: ["stack"],
      says: "is not set",
    },
  ],
  leftAlone: [
    {
      name: "a terminal in development",
      stack: "dev",
      changes: [reconfigured({ enableWebTerminal: "true" })],
    },
    {
      name: "a switch that is off in other letters",
      stack: "prod",
      changes: [reconfigured({ enableResultsDownloading: "False" })],
    },
  ],
};
