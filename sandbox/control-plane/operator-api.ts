import { z } from "zod";
import type { Addresses } from "./addresses";
import { ApiError } from "./api-error";
import { bearerToken } from "./authentication";
import type { IncomingRequest, OutgoingResponse } from "./call";
import { errorBody } from "./error-response";
import { type Faults, faultSchema } from "./faults";
import type { RequestLog } from "./request-log";
import type { Store } from "./store";
import type { Tokens } from "./tokens";

const PREFIX = "/_sandbox/";

interface OperatorApiOptions {
  store: Store;
  tokens: Tokens;
  faults: Faults;
  log: RequestLog;
  addresses: () => Addresses;
}

/**
 * What the sandbox's own command asks of a running control plane, on any of its ports: `status`, `faults`, `calls`,
 * `inventory`, `snapshot`. It takes the operator's token only, which is nobody's in the account.
 */
export class OperatorApi {
  private readonly routes: Record<string, (body: string) => unknown>;

  constructor(private readonly options: OperatorApiOptions) {
    const { store, faults, log } = options;
    this.routes = {
      "GET status": () => ({ pid: process.pid, addresses: options.addresses() }),
      "GET calls": () => log.callCounts(),
      "GET inventory": () => store.inventory(),
      "GET faults": () => faults.list(),
      "POST faults": (body) => faults.add(faultSchema.parse(JSON.parse(body))),
      "DELETE faults": () => faults.clear(),
      "POST snapshot": (body) => store.copyTo(z.object({ file: z.string() }).parse(JSON.parse(body)).file),
    };
  }

  owns(request: IncomingRequest): boolean {
    return request.url.pathname.startsWith(PREFIX);
  }

  async handle(request: IncomingRequest): Promise<OutgoingResponse> {
    try {
      if (bearerToken(request.headers.authorization) !== this.options.tokens.forOperator()) {
        throw new ApiError(403, "PERMISSION_DENIED", "Only the sandbox's operator may call this.");
      }
      const route = this.routes[`${request.method} ${request.url.pathname.slice(PREFIX.length)}`];
      if (!route)
        throw new ApiError(404, "ENDPOINT_NOT_FOUND", `No operator call ${request.method} ${request.url.pathname}`);
      return { status: 200, headers: {}, body: JSON.stringify(route(request.body.toString()) ?? {}) };
    } catch (error) {
      const refusal = asRefusal(error);
      return { status: refusal.status, headers: {}, body: JSON.stringify(errorBody(refusal, "rest")) };
    }
  }
}

function asRefusal(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
}
