/**
 * The proxies that an environment sets, and what keeps them away from the sandbox, whose processes talk to each other on
 * loopback.
 */

const PROXIES = ["http_proxy", "https_proxy", "all_proxy", "grpc_proxy"];
const LOOPBACK = ["localhost", "127.0.0.1", "::1"];

/** Proxies by protocol, as `curl` understands it: lower case before upper case, and blanks count for nothing. */
export interface Proxies {
  readonly http: string;
  readonly https: string;
  /** What is reached directly: names and addresses between commas. */
  readonly direct: string;
}

export function proxiesOf(environment: NodeJS.ProcessEnv): Proxies {
  const setting = (name: string): string => (environment[name] || environment[name.toUpperCase()] || "").trim();
  const all = setting("all_proxy");
  return {
    http: withScheme(setting("http_proxy") || all),
    https: withScheme(setting("https_proxy") || all),
    direct: entriesOf(environment).join(","),
  };
}

/** `proxy.example:3128` is a proxy that speaks HTTP. */
function withScheme(proxy: string): string {
  return proxy === "" || proxy.includes("://") ? proxy : `http://${proxy}`;
}

/**
 * What to set for loopback to be reached directly, in each spelling that some program reads; whatever else was exempt stays
 * so. Blanks between entries go: not every program takes them.
 */
export function loopbackReachedDirectly(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = entriesOf(environment);
  // A star is understood alone only, and by gRPC's library not at all.
  const direct = entries.includes("*") ? "*" : [...new Set([...entries, ...LOOPBACK])].join(",");
  const grpc = [environment.no_grpc_proxy ?? "", ...entries, ...LOOPBACK].flatMap(split).filter((one) => one !== "*");
  return { no_proxy: direct, NO_PROXY: direct, no_grpc_proxy: [...new Set(grpc)].join(",") };
}

/** Every variable that names a proxy, with its value as it can be shown; and what is reached without them. */
export function proxySettings(environment: NodeJS.ProcessEnv): { name: string; value: string }[] {
  const names = Object.keys(environment).filter((name) => PROXIES.includes(name.toLowerCase()) && environment[name]);
  if (names.length === 0) return [];
  const set = names.sort().map((name) => ({ name, value: withoutCredentials(environment[name] ?? "") }));
  return [...set, { name: "no_proxy", value: entriesOf(environment).join(",") }];
}

/** An address without the name and password that it may hold. */
export function withoutCredentials(address: string): string {
  return address.replace(/^([a-z0-9+.-]+:\/\/)?[^/]*@/i, "$1");
}

function entriesOf({ no_proxy: lower = "", NO_PROXY: upper = "" }: NodeJS.ProcessEnv): string[] {
  return [...new Set([lower, upper].flatMap(split))];
}

const split = (list: string): string[] => list.split(/[\s,]+/).filter((entry) => entry !== "");
