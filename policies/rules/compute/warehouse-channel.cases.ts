import type { RuleCases } from "../../cases/planted";
import { warehouse } from "./shared/planted-warehouse";

export const cases: RuleCases = {
  caught: [
    {
      name: "production on the preview channel",
      stack: "prod",
      changes: [warehouse({ channel: { name: "CHANNEL_NAME_PREVIEW" } })],
      says: "CHANNEL_NAME_PREVIEW",
    },
  ],
  leftAlone: [
    {
      name: "the current channel, said aloud",
      stack: "prod",
      changes: [warehouse({ channel: { name: "CHANNEL_NAME_CURRENT" } })],
    },
    {
      name: "the preview channel in development",
      stack: "dev",
      changes: [warehouse({ channel: { name: "CHANNEL_NAME_PREVIEW" } })],
    },
  ],
};
