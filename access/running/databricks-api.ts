import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { z } from "zod";
import { AccessError } from "../access-error";

/** Members of an answer. */
export type Values = Record<string, unknown>;

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

const answerSchema = z.record(z.string(), z.unknown());

/** A Databricks host, an account's or a workspace's, that is asked and never told anything. */
export class DatabricksApi {
  private readonly limit = pLimit(REQUESTS_AT_ONCE);

  /** @param token bearer token; it is in no message. */
  constructor(
    private readonly host: string,
    private readonly token: string,
  ) {}

  /** @throws AccessError when the host does not answer, or refuses. */
  async get(path: string, query: Readonly<Record<string, string>> = {}): Promise<Values> {
    const answer = await this.find(path, query);
    if (answer) return answer;
    throw new AccessError(`${this.named(path)} does not exist: the estate that runs is not the one that was deployed.`);
  }

  /** The answer; undefined where there is no such thing. @throws AccessError when the host does not answer, or refuses. */
  async find(path: string, query: Readonly<Record<string, string>> = {}): Promise<Values | undefined> {
    const url = new URL(path, this.host);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return this.limit(() => this.ask(url));
  }

  /** Everything in a list, of all its pages; nothing where there is no such list. */
  async list(path: string, member: string, query: Readonly<Record<string, string>> = {}): Promise<Values[]> {
    const items: Values[] = [];
    let page: string | undefined;
    for (let pages = 0; pages < PAGES_AT_MOST; pages++) {
      const answer = await this.find(path, { ...query, ...(page !== undefined && { page_token: page }) });
      items.push(...valuesOf(answer?.[member]));
      page = textOf(answer?.next_page_token);
      if (page === undefined || page === "") return items;
    }
    throw new AccessError(`${this.named(path)} does not come to an end.`);
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
    throw new AccessError(`${this.named(path)} does not come to an end.`);
  }

  private async ask(url: URL): Promise<Values | undefined> {
    const response = await this.answer(url);
    if (response.status === 404) return undefined;
    if (response.status === 401 || response.status === 403) {
      throw new AccessError(
        `${this.named(url.pathname)} may not be read with this token (${response.status}). Who may do what is for those to read who administer the account and its workspaces.`,
      );
    }
    if (!response.ok) throw new AccessError(`${this.named(url.pathname)} answered ${response.status}.`);
    return answerSchema.parse(await response.json());
  }

  /** The first answer that is not a temporary failure; the last one, where all are. Reading may be done again. */
  private async answer(url: URL): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.request(url);
        if (!TEMPORARY.includes(response.status) || attempt === ATTEMPTS) return response;
      } catch (error) {
        const reason = error instanceof Object && "message" in error ? error.message : error;
        if (attempt === ATTEMPTS) throw new AccessError(`${url.host} does not answer: ${reason}`);
      }
      await sleep(attempt * PAUSE_MILLISECONDS);
    }
  }

  private request(url: URL): Promise<Response> {
    return fetch(url, {
      headers: { authorization: `Bearer ${this.token}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
    });
  }

  private named(path: string): string {
    return `${new URL(this.host).host}${path}`;
  }
}

/** A member as text; nothing where it is neither text nor a number. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;

/** The objects in a member that is a list. */
export const valuesOf = (value: unknown): Values[] => z.array(answerSchema).safeParse(value).data ?? [];

/** A member that is an object; an empty one where it is not. */
export const objectOf = (value: unknown): Values => answerSchema.safeParse(value).data ?? {};

/** The texts in a member that is a list. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
