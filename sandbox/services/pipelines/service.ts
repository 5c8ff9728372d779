import type { ServiceModule } from "../../control-plane";
import { pipelines } from "./pipeline";
import { pipelinesService } from "./pipelines";

/** Declarative pipelines, as they were declared: what they would do is not done. */
export const pipelinesModule: ServiceModule = { behaviours: pipelinesService, keeps: [pipelines] };
