import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { DatabricksError, type Refusal } from "./databricks-error";
import { objectIn, textOf, type Values, valuesOf } from "./values";

/** Names and values of a query. */
export type Query = Readonly<Record<string, string>>;

const ANSWER_WITHIN_MILLISECONDS = 60_000;

const ATTEMPTS = 4;

/** Between attempts, and so often more as there have been attempts. */
const PAUSE_MILLISECONDS = 250;

/** Statuses of services that are busy or down. */
const TEMPORARY = [429, 500, 502, 503, 504];

/** A list that does not end is a fault of the service's. */
const PAGES_AT_MOST = 10_000;

const PAGE_OF_SCIM = 100;

/** Requests to one host under way at a time: services answer more with 429. */
const REQUESTS_AT_ONCE = 12;

/** What an HTTP header takes. */
const PRINTABLE = /^[\x20-\x7e]+$/;

interface Answer {
  status: number;
  body: string;
}

/** Asks one Databricks host, an account's or a workspace's. What it reads, it asks for again while the host is busy. */
export class DatabricksClient {
  private readonly limit = pLimit(REQUESTS_AT_ONCE);

  /**
   * @param host with its protocol: `https://adb-1.1.azuredatabricks.net`.
   * @param token bearer token; it is in no message.
   * @throws DatabricksError for a token that cannot be one.
   */
  constructor(
    private readonly host: string,
    private readonly token: string,
  ) {
    // What fetch says of a header that it refuses has the whole header in it.
    if (!PRINTABLE.test(token.trim()))
      throw new DatabricksError(this.url("/"), "cannot be asked: the token is not one line of plain text");
  }

  /** @throws DatabricksError when the host does not answer or refuses, and of status 404 where there is no such thing. */
  async get(path: string, query: Query = {}): Promise<Values> {
    const answer = await this.find(path, query);
    if (answer) return answer;
    throw new DatabricksError(this.url(path), "answered 404", 404);
  }

  /** The answer; undefined where there is no such thing. @throws DatabricksError when the host does not answer, or refuses. */
  async find(path: string, query: Query = {}): Promise<Values | undefined> {
    const url = this.url(path, query);
    const { body, status } = await this.limit(() => this.read(url));
    if (status === 404) return undefined;
    requireDone(url, { body, status });
    return objectOfAnswer(url, { body, status });
  }

  /** A file as text; undefined where there is no such file. @throws DatabricksError when the host does not answer, or refuses. */
  async text(path: string): Promise<string | undefined> {
    const url = this.url(path);
    const answer = await this.limit(() => this.read(url));
    if (answer.status === 404) return undefined;
    requireDone(url, answer);
    return answer.body;
  }

  /**
   * What is in a list, page by page; nothing where there is no such list. An answer that has one object in the place of
   * the list, as a look-up by name does, is a list of one.
   */
  async *items(path: string, member: string, query: Query = {}): AsyncGenerator<Values, void> {
    let page: string | undefined;
    for (let pages = 0; pages < PAGES_AT_MOST; pages++) {
      const answer = await this.find(path, { ...query, ...(page !== undefined && { page_token: page }) });
      const only = objectIn(answer?.[member]);
      yield* only ? [only] : valuesOf(answer?.[member]);
      page = textOf(answer?.next_page_token);
      if (page === undefined || page === "") return;
    }
    throw this.endless(path);
  }

  /** Everything in a list, of all its pages; nothing where there is no such list. */
  async list(path: string, member: string, query: Query = {}): Promise<Values[]> {
    const items: Values[] = [];
    for await (const item of this.items(path, member, query)) items.push(item);
    return items;
  }

  /** Everything in a list of SCIM's, which counts instead of handing out tokens. */
  async scim(path: string): Promise<Values[]> {
    const items: Values[] = [];
    for (let pages = 0; pages < PAGES_AT_MOST; pages++) {
      const query = { startIndex: String(items.length + 1), count: String(PAGE_OF_SCIM) };
      const answer = await this.get(path, query);
      const found = valuesOf(answer.Resources);
      items.push(...found);
      if (found.length === 0 || items.length >= Number(answer.totalResults ?? 0)) return items;
    }
    throw this.endless(path);
  }

  /**
   * Changes something. Asked once: a change whose answer is lost may have been made.
   * @returns the answer; an empty one where the host has nothing to say.
   * @throws DatabricksError when the host does not answer, or refuses.
   */
  async change(method: "DELETE" | "PATCH" | "POST" | "PUT", path: string, change: object): Promise<Values> {
    const url = this.url(path);
    const answer = await this.limit(() => this.request(url, { method, body: JSON.stringify(change) }));
    requireDone(url, answer);
    return answer.body.trim() === "" ? {} : objectOfAnswer(url, answer);
  }

  private url(path: string, query: Query = {}): URL {
    const url = new URL(path, this.host);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  /** The first answer that is not a temporary failure; the last one, where all are. */
  private async read(url: URL): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        const answer = await this.request(url);
        if (!TEMPORARY.includes(answer.status) || attempt === ATTEMPTS) return answer;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
      await sleep(attempt * PAUSE_MILLISECONDS);
    }
  }

  private async request(url: URL, change: RequestInit = {}): Promise<Answer> {
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
        signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
        ...change,
      });
      return { status: response.status, body: await response.text() };
    } catch (error) {
      const reason = error instanceof Object && "message" in error ? error.message : error;
      throw new DatabricksError(url, `does not answer: ${reason}`);
    }
  }

  private endless(path: string): DatabricksError {
    return new DatabricksError(this.url(path), "does not come to an end", 200);
  }
}

function requireDone(url: URL, { body, status }: Answer): void {
  if (status < 200 || status > 299) throw new DatabricksError(url, `answered ${status}`, status, refusalIn(body));
}

function objectOfAnswer(url: URL, { body, status }: Answer): Values {
  const values = objectIn(parsed(body));
  if (values) return values;
  throw new DatabricksError(url, `answered ${status} without a JSON object`, status);
}

/** What is shown of a host's words. */
const LONGEST_MESSAGE = 2000;

function refusalIn(body: string): Refusal | undefined {
  const { error_code: code, message } = objectIn(parsed(body)) ?? {};
  if (typeof message !== "string" || message === "") return undefined;
  return { code: textOf(code), message: message.slice(0, LONGEST_MESSAGE) };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
