import type { RuleCases } from "../../cases/planted";
import { evaluation } from "./shared/planted-monitoring";

export const cases: RuleCases = {
  caught: [
    {
      name: "an alert without a threshold",
      stack: "prod.flight-delay",
      changes: [evaluation({ threshold: undefined })],
      says: "compares with nothing",
    },
    {
      name: "an alert that looks at no column",
      stack: "dev.flight-delay",
      changes: [evaluation({ source: { name: "" } })],
      says: "no column",
    },
  ],
  leftAlone: [
    {
      name: "a threshold of zero",
      stack: "prod.flight-delay",
      changes: [evaluation({ threshold: { value: { doubleValue: 0 } } })],
    },
    {
      name: "an alert on a missing value",
      stack: "prod.flight-delay",
      changes: [evaluation({ comparisonOperator: "IS_NULL", threshold: undefined })],
    },
  ],
};
