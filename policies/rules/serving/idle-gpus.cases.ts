import type { RuleCases } from "../../cases/planted";
import { challenger } from "./shared/planted-endpoint";

export const cases: RuleCases = {
  caught: [
    {
      name: "a graphics processor in development that never sleeps",
      stack: "dev.flight-delay",
      changes: [challenger({ workloadType: "GPU_MEDIUM" })],
      says: "GPU_MEDIUM",
    },
    {
      name: "several of them in staging",
      stack: "staging.flight-delay",
      changes: [challenger({ workloadType: "MULTIGPU_MEDIUM", scaleToZeroEnabled: false })],
      says: "challenger keeps a MULTIGPU_MEDIUM all day",
    },
  ],
  leftAlone: [
    {
      name: "one that sleeps",
      stack: "dev.flight-delay",
      changes: [challenger({ workloadType: "GPU_MEDIUM", scaleToZeroEnabled: true })],
    },
    {
      name: "one in production",
      stack: "prod.flight-delay",
      changes: [challenger({ workloadType: "GPU_MEDIUM" })],
    },
  ],
};
