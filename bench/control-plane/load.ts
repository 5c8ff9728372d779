import autocannon from "autocannon";

export interface Load {
  /** `http://127.0.0.1:PORT` */
  address: string;
  requests: { path: string; token: string }[];
  seconds: number;
}

/** What a server did under load. */
export interface Throughput {
  /** Mean, each second. */
  requests: number;
  /** Milliseconds within which 99 of 100 requests were answered. */
  p99: number;
}

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 2;

/** Sends the requests in turn over 32 connections. @throws Error when any is not answered with a 2xx. */
export async function loadServer({ address, requests, seconds }: Load): Promise<Throughput> {
  for (const { path, token } of requests) await requireAnswer(`${address}${path}`, token);
  const options = {
    url: address,
    connections: CONNECTIONS,
    requests: requests.map(({ path, token }) => ({ path, headers: { authorization: `Bearer ${token}` } })),
  };
  await autocannon({ ...options, duration: WARM_UP_SECONDS });
  const result = await autocannon({ ...options, duration: seconds });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests to ${address} failed`);
  return { requests: result.requests.average, p99: result.latency.p99 };
}

/** A refusal is answered faster than what is asked for, and says what is wrong only here. */
async function requireAnswer(url: string, token: string): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`GET ${url}: ${response.status} ${await response.text()}`);
}
