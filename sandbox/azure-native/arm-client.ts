import { setTimeout as sleep } from "node:timers/promises";
import { isJsonObject, type Json, type JsonObject } from "../catalogue/json";
import { ArmError, ProvisioningFailure } from "./arm-error";

/** Waits so many milliseconds. */
export type Wait = (milliseconds: number) => Promise<unknown>;

export interface ArmClientOptions {
  endpoint: URL;
  token: string;
  /** Default: real time. */
  wait?: Wait;
  /** Milliseconds on a clock that only goes forward. Default: real time. */
  now?: () => number;
}

/** A resource at one API version. */
export interface Target {
  /** ARM resource id. */
  id: string;
  apiVersion: string;
}

interface Response {
  status: number;
  headers: Headers;
  body: Json | undefined;
}

type Method = "GET" | "PUT" | "DELETE" | "POST";

/** How often a request that may succeed later is sent, and how long after each other. */
const ATTEMPTS = 8;
const FIRST_DELAY = 100;
const LONGEST_DELAY = 15_000;
/** How long Azure may take to make or delete one resource, when Pulumi's `customTimeouts` do not say. */
const DEFAULT_TIMEOUT = 60 * 60 * 1000;

const SUCCEEDED = "succeeded";
const FAILED = new Set(["failed", "canceled", "cancelled"]);
/** Conflicts that end by themselves: another write to the same parent is on its way. */
const PASSING_CONFLICTS = new Set(["AnotherOperationInProgress", "RetryableError", "ConcurrentUpdateError"]);

/** Speaks Azure Resource Manager's protocol: retries, throttling, and operations that go on after the answer. */
export class ArmClient {
  private readonly wait: Wait;
  private readonly now: () => number;

  constructor(private readonly options: ArmClientOptions) {
    this.wait = options.wait ?? sleep;
    this.now = options.now ?? (() => performance.now());
  }

  /** The resource; undefined when there is none. */
  async get(target: Target): Promise<JsonObject | undefined> {
    const { body, status } = await this.request("GET", target);
    return status === 404 ? undefined : requireObject(body, target);
  }

  /** Creates or updates the resource and waits until it is ready. */
  async put(target: Target, body: JsonObject, timeout = DEFAULT_TIMEOUT): Promise<JsonObject> {
    const deadline = this.now() + timeout;
    const response = await this.request("PUT", target, body);
    await this.finishOperation(response, target, deadline);
    let current = isJsonObject(response.body) ? response.body : undefined;
    for (let delay = FIRST_DELAY; current === undefined || !isReady(current, target); delay = longer(delay)) {
      await this.pause(delay, deadline, target, "ready");
      current = await this.get(target);
    }
    // The answer to a PUT may be the request's echo; what Azure filled in afterwards is in the resource itself.
    return response.status === 200 && !response.headers.has("azure-asyncoperation")
      ? current
      : ((await this.get(target)) ?? current);
  }

  /** Deletes the resource, if it is there, and waits until it is gone. */
  async delete(target: Target, timeout = DEFAULT_TIMEOUT): Promise<void> {
    const deadline = this.now() + timeout;
    const response = await this.request("DELETE", target);
    if (response.status !== 202) return;
    await this.finishOperation(response, target, deadline);
    for (let delay = FIRST_DELAY; (await this.get(target)) !== undefined; delay = longer(delay)) {
      await this.pause(delay, deadline, target, "gone");
    }
  }

  /** Calls an action of a resource, such as `listCallbackUrl`. Only actions that change nothing: it may be sent twice. */
  async post(target: Target): Promise<JsonObject> {
    const { body } = await this.request("POST", target);
    return requireObject(body, target);
  }

  private async request(method: Method, { id, apiVersion }: Target, body?: JsonObject): Promise<Response> {
    const url = new URL(id.split("/").map(encodeURIComponent).join("/"), this.options.endpoint);
    url.searchParams.set("api-version", apiVersion);
    return await this.send(method, url, id, body);
  }

  private async send(method: Method, url: URL, id: string, body?: JsonObject): Promise<Response> {
    for (let attempt = 1, delay = FIRST_DELAY; ; attempt++, delay = longer(delay)) {
      const last = attempt === ATTEMPTS;
      const response = await this.attempt(method, url, body).catch((error: unknown) => {
        if (last) throw unreachable(url, error);
      });
      if (response && !(shouldRetry(response) && !last)) {
        const absent = response.status === 404 && method !== "PUT" && method !== "POST";
        if (response.status < 400 || absent) return response;
        throw ArmError.from(`${method} ${id}`, response.status, response.body);
      }
      await this.wait((response && retryAfter(response)) ?? delay);
    }
  }

  private async attempt(method: Method, url: URL, body: JsonObject | undefined): Promise<Response> {
    const response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${this.options.token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }

  /** Follows the `Azure-AsyncOperation` of an accepted request to its end. */
  private async finishOperation(response: Response, target: Target, deadline: number): Promise<void> {
    const address = response.headers.get("azure-asyncoperation");
    if (!address) return;
    let pause = retryAfter(response);
    for (let delay = FIRST_DELAY; ; delay = longer(delay)) {
      await this.pause(pause ?? delay, deadline, target, "ready");
      const operation = await this.send("GET", this.ownAddress(address), target.id);
      const status = isJsonObject(operation.body) ? String(operation.body.status).toLowerCase() : SUCCEEDED;
      if (status === SUCCEEDED) return;
      if (FAILED.has(status)) throw new ProvisioningFailure(target.id, failureOf(operation.body, target));
      pause = retryAfter(operation);
    }
  }

  /** The token goes to the sandbox and nowhere else, whatever an answer asks for. */
  private ownAddress(address: string): URL {
    const { pathname, search } = new URL(address, this.options.endpoint);
    return new URL(pathname + search, this.options.endpoint);
  }

  private async pause(delay: number, deadline: number, target: Target, state: string): Promise<void> {
    if (this.now() + delay > deadline) {
      throw new ProvisioningFailure(target.id, `Azure did not report ${target.id} ${state} in time.`);
    }
    await this.wait(delay);
  }
}

const longer = (delay: number): number => Math.min(delay * 2, LONGEST_DELAY);

function isReady(resource: JsonObject, target: Target): boolean {
  const state = isJsonObject(resource.properties) ? resource.properties.provisioningState : undefined;
  if (typeof state !== "string") return true;
  if (FAILED.has(state.toLowerCase())) {
    throw new ProvisioningFailure(target.id, `Azure could not provision ${target.id}: its state is ${state}.`);
  }
  return state.toLowerCase() === SUCCEEDED;
}

function shouldRetry({ status, body }: Response): boolean {
  if (status === 409) {
    const code = isJsonObject(body) && isJsonObject(body.error) ? body.error.code : undefined;
    return typeof code === "string" && PASSING_CONFLICTS.has(code);
  }
  // 501 says that the sandbox lacks the operation: waiting does not help.
  return status === 429 || status === 408 || (status >= 500 && status !== 501);
}

function retryAfter({ headers }: Response): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

function parsed(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function requireObject(body: Json | undefined, { id }: Target): JsonObject {
  if (!isJsonObject(body))
    throw new ArmError(200, "InvalidResponse", `Azure answered for ${id} with something that is no JSON object.`);
  return body;
}

function failureOf(operation: Json | undefined, { id }: Target): string {
  return ArmError.from(`to provision ${id}`, 200, operation).message;
}

function unreachable({ origin }: URL, error: unknown): ArmError {
  // `fetch` hides the reason in the cause of its error.
  const cause = isJsonObject(error) ? error.cause : undefined;
  const code = isJsonObject(cause) && typeof cause.code === "string" ? cause.code : "no answer";
  return new ArmError(
    0,
    "Unreachable",
    `The sandbox's Azure Resource Manager at ${origin} does not answer (${code}). Start it with \`lakestage sandbox start\`.`,
  );
}
