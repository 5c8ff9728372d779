import type { RuleCases } from "../../cases/planted";
import { endpoint, gateway } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "an endpoint without limits",
      stack: "prod.flight-delay",
      changes: [gateway({ rateLimits: [] })],
      says: "without end",
    },
    {
      name: "an endpoint without a gateway",
      stack: "staging.flight-delay",
      changes: [endpoint({ aiGateway: undefined })],
      says: "a caller may call without end",
    },
    {
      name: "a limit that nobody reaches",
      stack: "prod.flight-delay",
      changes: [gateway({ rateLimits: [{ key: "user", calls: 600_000, renewalPeriod: "minute" }] })],
      says: "600000 calls",
    },
  ],
  leftAlone: [
    {
      name: "a limit of tokens",
      stack: "prod.flight-delay",
      changes: [gateway({ rateLimits: [{ key: "endpoint", tokens: 100_000, renewalPeriod: "minute" }] })],
    },
  ],
};
