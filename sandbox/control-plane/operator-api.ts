import { z } from "zod";
import { catalogue } from "../catalogue";
import type { Addresses } from "./addresses";
import { ApiError } from "./api-error";
import { bearerToken } from "./authentication";
import type { IncomingRequest, OutgoingResponse, RequestHead } from "./call";
import { errorBody, stateError } from "./error-response";
import { type Fault, type Faults, faultSchema, requireOperation } from "./faults";
import type { RequestLog } from "./request-log";
import { StateFileError, type Store } from "./store";
import type { Tokens } from "./tokens";

const PREFIX = "/_sandbox/";
/** A fault's description takes less. */
const BODY_LIMIT_BYTES = 100_000;

interface OperatorApiOptions {
  store: Store;
  tokens: Tokens;
  faults: Faults;
  log: RequestLog;
  addresses: () => Addresses;
  /** @param names of workspaces to come. */
  keepPorts: (names: readonly string[]) => void;
  /** What services let the operator look at. */
  views: Readonly<Record<string, (store: Store) => unknown>>;
}

const namesSchema = z.object({ names: z.array(z.string()) });

/**
 * What the sandbox's own command asks of a running control plane, on any of its ports: `status`, `faults`, `calls`,
 * `inventory`, `ports`, and what services let it look at. It takes the operator's token only, which is nobody's in the account.
 */
export class OperatorApi {
  private readonly routes: ReadonlyMap<string, (body: string) => unknown>;

  constructor(private readonly options: OperatorApiOptions) {
    const { store, faults, log } = options;
    this.routes = new Map<string, (body: string) => unknown>([
      ["GET status", () => ({ pid: process.pid, addresses: options.addresses() })],
      ["GET calls", () => log.callCounts()],
      ["GET inventory", () => store.inventory()],
      ["GET faults", () => faults.list()],
      ["POST faults", (body) => faults.add(faultIn(body))],
      ["DELETE faults", () => faults.clear()],
      ...Object.entries(options.views).map(([name, view]) => [`GET ${name}`, () => view(store)] as const),
      ["POST ports", (body) => options.keepPorts(namesSchema.parse(JSON.parse(body)).names)],
    ]);
  }

  owns(request: RequestHead): boolean {
    return request.url.pathname.startsWith(PREFIX);
  }

  /** The most bytes that a request's body may have; undefined without the operator's token, as it is refused then. */
  bodyLimit({ headers }: RequestHead): number | undefined {
    return headers.authorization === `Bearer ${this.options.tokens.forOperator()}` ? BODY_LIMIT_BYTES : undefined;
  }

  async handle(request: IncomingRequest): Promise<OutgoingResponse> {
    try {
      if (bearerToken(request.headers.authorization) !== this.options.tokens.forOperator()) {
        throw new ApiError(403, "PERMISSION_DENIED", "Only the sandbox's operator may call this.");
      }
      const route = this.routes.get(`${request.method} ${request.url.pathname.slice(PREFIX.length)}`);
      if (!route)
        throw new ApiError(404, "ENDPOINT_NOT_FOUND", `No operator call ${request.method} ${request.url.pathname}`);
      return { status: 200, headers: {}, body: JSON.stringify(route(request.body.toString()) ?? {}) };
    } catch (error) {
      const refusal = asRefusal(error);
      return { status: refusal.status, headers: {}, body: JSON.stringify(errorBody(refusal, "rest")) };
    }
  }
}

/** @throws ApiError, ZodError for what describes none, or one that would strike nothing. */
function faultIn(body: string): Fault {
  const fault = faultSchema.parse(JSON.parse(body));
  requireOperation(fault, catalogue());
  return fault;
}

function asRefusal(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof StateFileError) return stateError(error);
  const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
  return new ApiError(400, "INVALID_PARAMETER_VALUE", message);
}
