import { setTimeout as sleep } from "node:timers/promises";
import {
  type Catalogue,
  type MatchedOperation,
  normaliseRequest,
  validateRequest,
  validateResponse,
} from "../catalogue";
import type { RequestMembers } from "../catalogue/json";
import { jsonText, parseJson } from "../catalogue/lossless-json";
import { ApiError, invalidParameter, malformedRequest, permissionDenied } from "./api-error";
import type { Authentication } from "./authentication";
import {
  type Account,
  type Behaviour,
  type Call,
  type IncomingRequest,
  type OfWorkspaces,
  type OutgoingResponse,
  type Plane,
  Reply,
  type RequestHead,
  type Service,
  type WorkspaceListeners,
} from "./call";
import type { Directory, Principal } from "./directory";
import { type Dialect, errorBody, internalError, stateError, statusOf } from "./error-response";
import { type Faults, UNKNOWN_OPERATION } from "./faults";
import { bodyLimit, readBody } from "./request-body";
import type { RequestLog } from "./request-log";
import { StaleReads } from "./stale-reads";
import { StateFileError, type Store } from "./store";

export interface RequestHandlerOptions {
  store: Store;
  directory: Directory;
  authentication: Authentication;
  catalogue: Catalogue;
  service: Service;
  account: Account;
  faults: Faults;
  listeners: WorkspaceListeners;
  keeps: readonly OfWorkspaces[];
  log: RequestLog;
  /** Decides whether a principal may call this API at all, for example that it belongs to the workspace. */
  admit(call: Call): void;
  /** Checks answers against the catalogue too, and fails on a difference: for tests. */
  checkResponses: boolean;
}

/** The caller of a discovery document: nobody, who may do nothing else. */
const ANONYMOUS: Principal = {
  id: "",
  kind: "user",
  name: "anonymous",
  displayName: "anonymous",
  names: new Set(),
  ids: new Set(),
  accountAdmin: false,
};

/** Answers one request at a time, from bytes to bytes: authentication, catalogue, behaviour, commit. */
export class RequestHandler {
  private readonly staleReads = new StaleReads();

  constructor(private readonly options: RequestHandlerOptions) {}

  /** The most bytes that a request's body may have; undefined without a token, as it is refused then. */
  bodyLimit(plane: Plane, { method, url, headers }: RequestHead): number | undefined {
    if (!this.options.authentication.knows(plane, headers.authorization)) return undefined;
    return bodyLimit(this.options.catalogue.match(plane.kind, method, url.pathname));
  }

  async handle(plane: Plane, incoming: IncomingRequest): Promise<OutgoingResponse> {
    const started = performance.now();
    const match = this.options.catalogue.match(plane.kind, incoming.method, incoming.url.pathname);
    const response = await this.answer(plane, incoming, match);
    this.options.log.record({
      plane,
      method: incoming.method,
      path: incoming.url.pathname,
      operation: match?.id,
      status: response === "drop" ? 0 : response.status,
      milliseconds: performance.now() - started,
    });
    return response;
  }

  private async answer(
    plane: Plane,
    incoming: IncomingRequest,
    match: MatchedOperation | undefined,
  ): Promise<OutgoingResponse> {
    const dialect = dialectOf(plane, incoming.url.pathname);
    try {
      const fault = this.options.faults.strike(match?.id ?? UNKNOWN_OPERATION, plane.kind);
      if (fault?.kind === "drop" && fault.drop === "before") return "drop";
      if (fault?.kind === "latency") await sleep(fault.latency);
      if (fault?.kind === "status") throw askedFor(fault.status);
      if (fault?.kind === "rate-limit") {
        const error = new ApiError(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests: a fault was asked for.");
        return rendered(error, dialect, { "retry-after": String(fault.retryAfter) });
      }
      const stale = fault?.kind === "stale-read" ? this.staleReads.recall(plane, incoming) : undefined;
      const response = stale ?? (await this.answerOf(plane, incoming, match));
      return fault?.kind === "drop" ? "drop" : response;
    } catch (error) {
      if (error instanceof ApiError) return rendered(error, dialect);
      const reference = this.options.log.internalFault(error);
      return rendered(error instanceof StateFileError ? stateError(error) : internalError(reference), dialect);
    }
  }

  /**
   * Does something as a principal who is not there to ask: in one transaction, with the rights that the principal has now.
   * @returns undefined where there is no such principal, or it may not call this API.
   */
  perform<Result>(
    called: Pick<Call, "plane" | "origin">,
    principalId: string,
    work: (call: Call) => Result,
  ): Result | undefined {
    const principal = this.options.directory.principal(principalId);
    const operation = this.options.catalogue.match("workspace", "POST", "/api/2.2/jobs/run-now")?.operation;
    if (!principal || !operation) return undefined;
    const afterCommit: (() => void | Promise<void>)[] = [];
    const call = this.call({
      ...called,
      operation,
      principal,
      authorization: undefined,
      afterCommit: (later) => afterCommit.push(later),
    });
    try {
      this.options.admit(call);
    } catch (error) {
      if (error instanceof ApiError) return undefined;
      throw error;
    }
    const result = this.options.store.transaction(() => work(call));
    for (const later of afterCommit) void later();
    return result;
  }

  private call(
    own: Pick<Call, "operation" | "plane" | "origin" | "principal" | "authorization" | "afterCommit">,
  ): Call {
    const { store, directory, account, listeners, keeps } = this.options;
    return { ...own, store, directory, account, listeners, keeps };
  }

  private async answerOf(
    plane: Plane,
    incoming: IncomingRequest,
    match: MatchedOperation | undefined,
  ): Promise<OutgoingResponse> {
    const open = isDiscovery(incoming.url.pathname);
    const principal = open ? ANONYMOUS : this.options.authentication.principal(plane, incoming.headers.authorization);
    if (!match) {
      throw new ApiError(404, "ENDPOINT_NOT_FOUND", `No API found for '${incoming.method} ${incoming.url.pathname}'`);
    }
    const { account_id: accountId } = match.path;
    if (accountId !== undefined && accountId !== this.options.account.accountId) {
      throw permissionDenied(`Account ${accountId} does not exist, or ${principal.name} does not belong to it.`);
    }
    const behaviour = this.options.service[match.id] as Behaviour<RequestMembers> | undefined;
    // Before its members are looked at: whatever was sent, it is the sandbox that lacks something.
    if (!behaviour) {
      throw new ApiError(
        501,
        "NOT_IMPLEMENTED",
        `The sandbox does not have ${match.id} (${incoming.method} ${match.operation.path}) yet.`,
      );
    }
    const request = await parseRequest(match, incoming);
    const afterCommit: (() => void | Promise<void>)[] = [];
    const call = this.call({
      operation: match.operation,
      plane,
      origin: incoming.url.origin,
      principal,
      authorization: incoming.headers.authorization,
      afterCommit: (work) => afterCommit.push(work),
    });
    const run = (): ReturnType<Behaviour> => {
      if (!open) this.options.admit(call);
      return behaviour(request, call);
    };
    const answer = this.options.store.transaction(run);
    for (const work of afterCommit) await work();
    const reply = answer instanceof Reply ? answer : new Reply(200, answer);
    if (this.options.checkResponses && reply.status < 300) requireDeclared(match, reply);
    const response = {
      status: reply.status,
      headers: { ...headersOf(plane), ...reply.headers },
      body: reply.body instanceof Uint8Array ? new Uint8Array(reply.body) : textOf(reply),
    };
    this.staleReads.remember(plane, incoming, response);
    return response;
  }
}

/** Clients ask what a host is before they have a credential for it. */
function isDiscovery(path: string): boolean {
  return path.startsWith("/.well-known/") || path.startsWith("/oidc/");
}

async function parseRequest(match: MatchedOperation, incoming: IncomingRequest): Promise<RequestMembers> {
  const query = queryOf(incoming.url.searchParams);
  const body = await readBody(match, incoming);
  const content = { query, headers: incoming.headers, body };
  const violations = validateRequest(match, content);
  const first = violations[0];
  if (first) {
    const problem = violations.map((violation) => violation.message).join("; ");
    throw first.problem === "unknown" ? malformedRequest(problem) : invalidParameter(problem);
  }
  return normaliseRequest(match, content);
}

function queryOf(parameters: URLSearchParams): Record<string, string[]> {
  // Whatever a parameter is called, `__proto__` too, it is a member.
  return Object.fromEntries([...new Set(parameters.keys())].map((name) => [name, parameters.getAll(name)]));
}

function textOf({ status, body }: Reply): string {
  return body === undefined && status === 204 ? "" : jsonText(body ?? {});
}

function requireDeclared(match: MatchedOperation, reply: Reply): void {
  const { body = {} } = reply;
  // As it will be sent: members that are undefined are not.
  const violations = validateResponse(match, body instanceof Uint8Array ? body : parseJson(jsonText(body)));
  if (violations.length > 0) {
    throw new Error(
      `${match.id} answers against its declaration: ${violations.map(({ message }) => message).join("; ")}`,
    );
  }
}

function dialectOf(plane: Plane, path: string): Dialect {
  if (plane.kind === "arm") return "arm";
  return path.includes("/scim/v2/") ? "scim" : "rest";
}

function headersOf(plane: Plane): Record<string, string> {
  // The clients read the workspace's id from this header of any answer.
  return plane.kind === "workspace" ? { "x-databricks-org-id": String(plane.workspaceId) } : {};
}

function rendered(error: ApiError, dialect: Dialect, headers: Record<string, string> = {}): OutgoingResponse {
  return { status: statusOf(error, dialect), headers, body: JSON.stringify(errorBody(error, dialect)) };
}

/** A failure worded as the services word theirs, so that clients judge it as they would. */
function askedFor(status: number): ApiError {
  if (status === 500) return new ApiError(status, "INTERNAL_ERROR", "Internal error: a fault was asked for.");
  if (status < 500) return new ApiError(status, "BAD_REQUEST", "A fault was asked for.");
  return new ApiError(
    status,
    "TEMPORARILY_UNAVAILABLE",
    "The service is temporarily unavailable: a fault was asked for. Please try again later.",
  );
}
