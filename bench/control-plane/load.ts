import autocannon from "autocannon";
import { processorSeconds } from "../measure/processor-time";

/** A server under load. */
export interface LoadedServer {
  /** `http://127.0.0.1:PORT` */
  address: string;
  pid: number;
}

export interface LoadRequest {
  path: string;
  token: string;
}

/** What a server did under load. */
export interface Throughput {
  /** Mean, each second. */
  requests: number;
  /** For each second of the processor that the server used; undefined where the system does not tell. */
  requestsOfProcessor: number | undefined;
  /** Milliseconds within which 99 of 100 requests were answered. */
  p99: number;
}

const CONNECTIONS = 32;
const WARM_UP_SECONDS = 2;

/** Sends the requests in turn over 32 connections. @throws Error when any is not answered with a 2xx. */
export async function loadServer(
  server: LoadedServer,
  requests: readonly LoadRequest[],
  seconds: number,
): Promise<Throughput> {
  await requireAnswers(server, requests);
  await autocannon({ ...loadOf(server, requests), duration: WARM_UP_SECONDS });
  const before = processorSeconds(server.pid);
  const result = await autocannon({ ...loadOf(server, requests), duration: seconds });
  const after = processorSeconds(server.pid);
  requireNoFailure(server, result);
  return {
    requests: result.requests.average,
    requestsOfProcessor:
      before === undefined || after === undefined ? undefined : result.requests.total / (after - before),
    p99: result.latency.p99,
  };
}

/** Sends so many requests over 32 connections. @throws as `loadServer`. */
export async function sendMany(server: LoadedServer, requests: readonly LoadRequest[], amount: number): Promise<void> {
  await requireAnswers(server, requests);
  requireNoFailure(server, await autocannon({ ...loadOf(server, requests), amount }));
}

function loadOf({ address }: LoadedServer, requests: readonly LoadRequest[]): autocannon.Options {
  return {
    url: address,
    connections: CONNECTIONS,
    requests: requests.map(({ path, token }) => ({ path, headers: { authorization: `Bearer ${token}` } })),
  };
}

/** A refusal is answered faster than what is asked for, and says what is wrong only here. */
async function requireAnswers({ address }: LoadedServer, requests: readonly LoadRequest[]): Promise<void> {
  for (const { path, token } of requests) {
    const response = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    if (!response.ok) throw new Error(`GET ${address}${path}: ${response.status} ${text}`);
  }
}

function requireNoFailure({ address }: LoadedServer, result: autocannon.Result): void {
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0) throw new Error(`${failed} of ${result.requests.total} requests to ${address} failed`);
}
