import { setTimeout as sleep } from "node:timers/promises";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";

/** How often nothing must be found under way, and how long after each other, in milliseconds. */
const LOOKS = 5;
const PAUSE_MILLISECONDS = 50;

type Method = (...parameters: unknown[]) => unknown;

/**
 * The requests of a run that its engine has not answered. Plain Pulumi need not know: its process ends when there is nothing
 * left to do in it, though promises be open.
 */
export class OpenCalls {
  private open = 0;
  private begun = 0;

  /** @param clients of the engine and of its monitor, as the SDK makes them for the run. */
  constructor(clients: readonly unknown[]) {
    for (const client of clients) if (isClient(client)) this.watch(client);
  }

  /** Resolves when nothing has been under way, and nothing begun, for a few turns of the process. */
  async none(): Promise<void> {
    let idle = 0;
    while (idle < LOOKS) {
      const { begun } = this;
      await sleep(PAUSE_MILLISECONDS);
      idle = this.open === 0 && this.begun === begun ? idle + 1 : 0;
    }
  }

  private watch(client: Record<string, Method>): void {
    for (const [name, { requestStream, responseStream }] of METHODS) {
      const call = client[name]?.bind(client);
      // Its answer would come in parts, and to somebody else.
      if (!call || requestStream || responseStream) continue;
      client[name] = (...parameters) => {
        const answer = parameters.pop() as Method;
        const done: Method = (...results) => {
          this.open -= 1;
          answer(...results);
        };
        this.open += 1;
        this.begun += 1;
        return call(...parameters, done);
      };
    }
  }
}

const METHODS = [...Object.entries(EngineService), ...Object.entries(ResourceMonitorService)];

const isClient = (value: unknown): value is Record<string, Method> => typeof value === "object" && value !== null;
