import type { RuleCases } from "../../testing/planted";
import { warehouse } from "./planted-warehouse";

export const cases: RuleCases = {
  caught: [
    { name: "a classic warehouse", changes: [warehouse({ warehouseType: "CLASSIC" })], says: "CLASSIC" },
    {
      name: "a serverless warehouse that leaves its type out",
      stack: "dev",
      changes: [warehouse({ warehouseType: undefined, enableServerlessCompute: true })],
      says: "left to the service",
    },
  ],
  leftAlone: [{ name: "a serverless one", changes: [warehouse({ enableServerlessCompute: true })] }],
};
