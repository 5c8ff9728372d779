import { isNativeError } from "node:util/types";
import { type Dispatcher, EnvHttpProxyAgent, request } from "undici";
import { proxiesOf, withoutCredentials } from "../proxies";
import { ToolchainError } from "../toolchain-error";
import { DownloadFailure } from "./download-failure";
import type { Origin } from "./origin";
import type { Patience } from "./patience";

/** A source need not send its reader round in circles. */
const REDIRECTIONS = 5;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Ends with a DownloadFailure `broken-off` when the connection does, or when the next bytes do not come in time. */
  readonly body: AsyncIterable<Buffer>;
  /** Closes the connection, where the body is not wanted. */
  readonly discard: () => void;
  /** Where it came from, without credentials. */
  readonly address: string;
}

/** Reads files over HTTP, through the proxies that the environment sets. */
export class HttpSource {
  readonly #base: URL;
  readonly #authorization: string | undefined;
  readonly #dispatcher: Dispatcher;
  readonly #proxied: string;

  /** @throws ToolchainError `setting` where a variable holds what is no address. */
  constructor(
    origin: Origin,
    environment: NodeJS.ProcessEnv,
    private readonly patience: Patience,
  ) {
    this.#base = baseOf(origin);
    const { username, password } = this.#base;
    if (username) {
      const credentials = `${decoded(username)}:${decoded(password)}`;
      this.#authorization = `Basic ${Buffer.from(credentials).toString("base64")}`;
    }
    this.#base.username = "";
    this.#base.password = "";
    const { http, https, direct } = proxiesOf(environment);
    const proxy = this.#base.protocol === "https:" ? https : http;
    this.#proxied = proxy && `; the proxy ${withoutCredentials(proxy)} is set`;
    // A connection that is being made is not aborted: it has a time of its own.
    const connect = { timeout: patience.answer };
    const direction = { httpProxy: http, httpsProxy: https, noProxy: direct };
    try {
      this.#dispatcher = new EnvHttpProxyAgent({ ...direction, connect, proxyTls: connect, requestTls: connect });
    } catch {
      throw new ToolchainError(
        "setting",
        `A variable that names a proxy (http_proxy, https_proxy, all_proxy) holds no address: ${withoutCredentials(proxy)}. ` +
          "Set it to one as http://proxy.example:3128, or unset it.",
      );
    }
  }

  /** Ends its connections. */
  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  /** Without credentials. */
  addressOf(path: string): string {
    return `${this.#base.href.replace(/\/+$/, "")}/${path}`;
  }

  /**
   * Asks for a file. Redirections are followed, but never from HTTPS to HTTP.
   * @param path below the base, as `sdk/pulumi-v3.256.0-linux-x64.tar.gz`.
   * @throws DownloadFailure `unreachable`, when nothing answers in time.
   */
  async open(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    let address = new URL(this.addressOf(path));
    for (let hop = 0; hop <= REDIRECTIONS; hop++) {
      const answer = await this.#ask(address, headers);
      const { location } = answer.headers;
      if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
      answer.discard();
      address = redirection(address, location);
    }
    throw new DownloadFailure("not-there", `${this.#base.href} leads from one address to the next without an end`);
  }

  async #ask(address: URL, headers: Record<string, string>): Promise<Answer> {
    const deadline = new Deadline();
    const own = address.origin === this.#base.origin && this.#authorization;
    deadline.start(this.patience.answer);
    try {
      const {
        statusCode,
        headers: received,
        body,
      } = await request(address, {
        dispatcher: this.#dispatcher,
        signal: deadline.signal,
        // Bytes as they are stored: what is resumed is counted in them.
        headers: { "accept-encoding": "identity", ...headers, ...(own ? { authorization: own } : {}) },
        // The deadline counts.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      // Its reader learns of a failure while it reads.
      body.on("error", () => {});
      return {
        status: statusCode,
        headers: flat(received),
        body: watched(body, deadline, this.patience.bytes, address.host),
        discard: () => void body.destroy(),
        address: withoutCredentials(address.href),
      };
    } catch (error) {
      throw new DownloadFailure("unreachable", `${address.host} was not reached: ${reasonOf(error)}${this.#proxied}`);
    } finally {
      deadline.stop();
    }
  }
}

async function* watched(
  body: AsyncIterable<Buffer>,
  deadline: Deadline,
  patience: number,
  host: string,
): AsyncGenerator<Buffer> {
  try {
    deadline.start(patience);
    for await (const bytes of body) {
      // Not while its reader writes them.
      deadline.stop();
      yield bytes;
      deadline.start(patience);
    }
  } catch (error) {
    throw new DownloadFailure("broken-off", `the answer of ${host} broke off: ${reasonOf(error)}`);
  } finally {
    deadline.stop();
  }
}

/** Aborts what has its signal when the time is over, unless it is stopped before. */
class Deadline {
  readonly #abort = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  start(milliseconds: number): void {
    const late = new Error(`it did not answer within ${milliseconds / 1000} s`);
    this.#timer = setTimeout(() => this.#abort.abort(late), milliseconds);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function redirection(from: URL, location: string): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (next === undefined || !["http:", "https:"].includes(next.protocol)) {
    throw new DownloadFailure("not-there", `${from.href} leads to what is no address`);
  }
  if (from.protocol === "https:" && next.protocol !== "https:") {
    throw new DownloadFailure("not-there", `${from.href} leads to ${next.origin}, which is not encrypted`);
  }
  next.username = "";
  next.password = "";
  return next;
}

/** What an address holds between percent signs; what is none of that stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function baseOf({ setting, variable, official, example }: Origin): URL {
  const address = URL.canParse(setting) ? new URL(setting) : undefined;
  if (address && ["http:", "https:"].includes(address.protocol)) return address;
  throw new ToolchainError(
    "setting",
    `${variable} is "${withoutCredentials(setting)}". Give it the address of a mirror of ${official}, as ${example}.`,
  );
}

function flat(headers: Record<string, string | string[] | undefined>): Answer["headers"] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat()[0]]));
}

const REASONS: Record<string, string> = {
  ENOTFOUND: "there is no such name",
  EAI_AGAIN: "names cannot be looked up",
  ECONNREFUSED: "the connection is refused",
  ECONNRESET: "the connection was broken off",
  EHOSTUNREACH: "there is no way to it",
  ENETUNREACH: "there is no way to it",
  ETIMEDOUT: "it does not answer",
  UND_ERR_CONNECT_TIMEOUT: "it does not answer",
  UND_ERR_SOCKET: "the connection was broken off",
};

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/;

/** Why a request failed, in a clause. */
export function reasonOf(error: unknown): string {
  const { code = "", message } = innermost(error);
  const known = REASONS[code];
  if (known !== undefined) return `${known} (${code})`;
  if (CERTIFICATE.test(code)) {
    return `its certificate is not trusted (${code}); NODE_EXTRA_CA_CERTS names a file of your own authority's`;
  }
  if (/\b407\b/.test(message)) return "the proxy wants a name and a password (407)";
  return message.split("\n")[0] ?? code;
}

/** Several attempts at one host fail as one error that holds theirs. */
function innermost(error: unknown): { code?: string | undefined; message: string } {
  if (!isNativeError(error)) return { message: String(error) };
  const { errors, cause, code, message } = error as NodeJS.ErrnoException & { errors?: unknown[] };
  if (errors !== undefined && errors.length > 0) return innermost(errors[0]);
  return code === undefined && isNativeError(cause) ? innermost(cause) : { code, message };
}
