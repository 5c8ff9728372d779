/** As whom the API is called. */
export interface Caller {
  token: string;
}

/** What the API answers, whatever its status. */
export interface ApiAnswer {
  status: number;
  answer: unknown;
}

export async function answer({ token }: Caller, method: string, url: string, body?: object): Promise<ApiAnswer> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, answer: text === "" ? {} : (JSON.parse(text) as unknown) };
}

/** The answer of a call that must succeed. */
export async function succeed(caller: Caller, method: string, url: string, body?: object): Promise<unknown> {
  const { status, answer: content } = await answer(caller, method, url, body);
  if (status >= 300) throw new Error(`${method} ${url}: ${status} ${JSON.stringify(content)}`);
  return content;
}
