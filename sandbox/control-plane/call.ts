import type { IncomingHttpHeaders } from "node:http";
import type { Operation } from "../catalogue";
import type { Json, JsonObject } from "../catalogue/json";
import type { Directory, Principal } from "./directory";
import type { Store } from "./store";
import type { Workspace } from "./workspaces";

/** Which API was called: the account's, a workspace's, or Azure Resource Manager. */
export type Plane = { kind: "account" } | { kind: "arm" } | { kind: "workspace"; workspaceId: number };

/** What is fixed for the life of a sandbox. */
export interface Account {
  accountId: string;
  tenantId: string;
  /** The subscriptions in which resources may be created. */
  subscriptionIds: string[];
  /** The address from which everybody calls, as IP access lists see it. Default: the loopback address. */
  callerAddress?: string | undefined;
  /** Whether a new workspace gets the metastore of its region at once. Default: false. */
  assignsMetastore?: boolean | undefined;
}

/** The addresses of workspaces; the control plane provides them. */
export interface WorkspaceListeners {
  /** A loopback port that no workspace has: the one that is kept for this name, where one is. */
  freePort(name: string): number;
  /** Lets the workspace's API answer at its port. */
  open(workspace: Workspace): void;
  close(workspace: Workspace): void;
}

/** What comes before a request's body. */
export interface RequestHead {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
}

/** A request as it came in. */
export interface IncomingRequest extends RequestHead {
  /** Not yet parsed; empty where there is none. */
  body: Buffer;
}

/** What goes back; `drop` closes the connection without an answer. */
export type OutgoingResponse =
  | { status: number; headers: Record<string, string>; body: string | Uint8Array<ArrayBuffer> }
  | "drop";

/** One authenticated request to one operation of the catalogue. */
export interface Call {
  readonly operation: Operation;
  readonly plane: Plane;
  /** Scheme, host and port that the caller used: what the address of a next page begins with. */
  readonly origin: string;
  readonly principal: Principal;
  /** The header by which the caller proved who it is; absent for whoever only asks what a host is. */
  readonly authorization: string | undefined;
  readonly store: Store;
  readonly directory: Directory;
  readonly account: Account;
  readonly listeners: WorkspaceListeners;
  /** What the services keep of workspaces. */
  readonly keeps: readonly OfWorkspaces[];
  /** Does `work` when the transaction has been committed and before the answer is sent. */
  afterCommit(work: () => void | Promise<void>): void;
}

/**
 * What the control plane does for one operation. `request` holds the path, query, header and body members under the
 * names of the catalogue's request shape, already checked against it. It runs inside a transaction, a GET too: throwing
 * undoes everything that it wrote.
 */
export type Behaviour<Request = JsonObject> = (request: Request, call: Call) => Answer;

/** A JSON body; nothing for an empty object; or a body that is bytes, or comes with another status than 200 or headers. */
export type Answer = object | undefined | Reply | Deferred;

/** An answer that is found out after the commit, and may take a while: nothing is kept waiting by it but its caller. */
export class Deferred {
  constructor(readonly settle: () => Promise<object | undefined | Reply>) {}
}

export class Reply {
  constructor(
    readonly status: number,
    readonly body: object | Uint8Array | undefined,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** Behaviours by the catalogue's operation id, for example `catalog.Catalogs.Create`. */
export type Service = Readonly<Record<string, Behaviour<never>>>;

/** What a service keeps of workspaces. */
export interface OfWorkspaces {
  /** Deletes what is kept of a workspace that is gone. */
  forget(store: Store, workspaceId: number): void;
}

/** What one service answers, and what it keeps of workspaces. */
export interface ServiceModule {
  readonly behaviours: Service;
  readonly keeps?: readonly OfWorkspaces[];
}

/** The workspace that was called. Only for operations of the workspace plane. */
export function workspaceIdOf(call: Call): number {
  if (call.plane.kind !== "workspace") throw new Error(`${call.operation.path} is not an operation of a workspace`);
  return call.plane.workspaceId;
}

export type { Json, JsonObject };
