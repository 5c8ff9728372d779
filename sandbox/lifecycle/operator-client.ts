import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { Tokens } from "../control-plane/tokens";
import { statusSchema } from "./announcement";
import type { Home } from "./home";

const ANSWER_WITHIN_MILLISECONDS = 5000;
const OK = 200;

const refusalSchema = z.object({ message: z.string() });

/** The control plane refused what its operator asked. */
export class OperatorRefusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "OperatorRefusal";
  }
}

export type SandboxStatus = z.infer<typeof statusSchema>;

const activeFaultSchema = z.object({
  id: z.int(),
  fault: z.record(z.string(), z.union([z.string(), z.number()])),
  seen: z.int(),
  hits: z.int(),
});

/** A fault in force: what it does, how many calls it has seen, how many it has hit. */
type ActiveFault = z.infer<typeof activeFaultSchema>;

/** Asks a running control plane what only the owner of its home may ask. */
export class OperatorClient {
  private readonly token: string;

  /** @param address any of the control plane's addresses. */
  constructor(
    home: Home,
    private readonly address: string,
  ) {
    this.token = Tokens.of(home.directory).forOperator();
  }

  async status(): Promise<SandboxStatus> {
    return statusSchema.parse(await this.call("GET", "status"));
  }

  /** Calls since the control plane's start, by operation. */
  async calls(): Promise<Record<string, number>> {
    return z.record(z.string(), z.number()).parse(await this.call("GET", "calls"));
  }

  /** The keys of every object that the control plane holds, by collection. */
  async inventory(): Promise<Record<string, string[]>> {
    return z.record(z.string(), z.array(z.string())).parse(await this.call("GET", "inventory"));
  }

  async faults(): Promise<ActiveFault[]> {
    return z.array(activeFaultSchema).parse(await this.call("GET", "faults"));
  }

  /**
   * @param fault members as `sandbox/control-plane/faults.ts` declares them.
   * @throws OperatorRefusal when a member is unknown or out of range.
   */
  async addFault(fault: Record<string, string | number>): Promise<ActiveFault> {
    return activeFaultSchema.parse(await this.call("POST", "faults", fault));
  }

  async clearFaults(): Promise<void> {
    await this.call("DELETE", "faults");
  }

  /** Keeps a port for each workspace to come, in this order: which of them is made first decides nothing then. */
  async keepPorts(names: readonly string[]): Promise<void> {
    await this.call("POST", "ports", { names });
  }

  private async call(method: string, route: string, body?: object): Promise<unknown> {
    const { answer, status } = await this.exchange(method, route, body);
    if (status === OK) return answer;
    throw new OperatorRefusal(refusalSchema.safeParse(answer).data?.message ?? `status ${status}`);
  }

  /**
   * By `node:http`: loading `fetch` takes longer than all else that `lakestage status` does.
   * @throws when nothing that answers is there, or something that is no control plane.
   */
  private async exchange(
    method: string,
    route: string,
    body: object | undefined,
  ): Promise<{ status: number | undefined; answer: unknown }> {
    const request = httpRequest(`${this.address}/_sandbox/${route}`, {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      // Without one the connection is this call's own, and ends with it.
      agent: false,
    });
    const timer = setTimeout(() => request.destroy(new Error("no answer in time")), ANSWER_WITHIN_MILLISECONDS);
    // What breaks off an answer is thrown where that is read.
    request.on("error", () => {});
    try {
      request.end(body && JSON.stringify(body));
      const [response]: IncomingMessage[] = await once(request, "response");
      if (!response) throw new Error("no answer");
      return { status: response.statusCode, answer: JSON.parse(await text(response)) };
    } finally {
      clearTimeout(timer);
    }
  }
}
