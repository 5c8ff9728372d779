import type { RuleCases } from "../../cases/planted";
import { warehouse } from "./shared/planted-warehouse";

export const cases: RuleCases = {
  caught: [
    { name: "a classic warehouse", stack: "prod", changes: [warehouse({ warehouseType: "CLASSIC" })], says: "CLASSIC" },
    {
      name: "a serverless warehouse that leaves its type out",
      stack: "dev",
      changes: [warehouse({ warehouseType: undefined, enableServerlessCompute: true })],
      says: "left to the service",
    },
  ],
  leftAlone: [{ name: "a serverless one", stack: "prod", changes: [warehouse({ enableServerlessCompute: true })] }],
};
