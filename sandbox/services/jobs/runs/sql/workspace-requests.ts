/** What was asked for is not there, or not to be seen. */
export class Missing extends Error {
  override readonly name = "Missing";
}

const NOT_FOUND = 404;

/** Requests to a workspace's API, as the holder of a token. */
export class WorkspaceRequests {
  constructor(
    private readonly host: string,
    private readonly token: string,
  ) {}

  /** @throws Error in the API's words where it refuses. */
  async ask<Answer = object>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.host}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer = (await response.json()) as Answer & { message?: string };
    const refusal = answer.message ?? `${method} ${path} was answered with ${response.status}.`;
    if (response.status === NOT_FOUND) throw new Missing(refusal);
    if (!response.ok) throw new Error(refusal);
    return answer;
  }
}

/** A path with its query. */
export const requestText = (path: string, query: Record<string, string>): string =>
  `${path}?${new URLSearchParams(query)}`;
