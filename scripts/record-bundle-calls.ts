import { writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Json } from "../sandbox/control-plane";
import { DatabricksCli, whyNoDatabricks } from "../test/databricks-cli/cli";
import { leavesOf, RECORDING, type RecordedCall } from "../test/databricks-cli/recorded-calls";
import { BundleWorkspace } from "../test/databricks-cli/workspace";

/** A call as it passed by. */
interface Passed {
  method: string;
  path: string;
  type: string;
  body: string;
  status: number;
  answer: string;
}

/** Members of answers that name the object: what later calls may have from no other place. */
const SHORTEST_NAME = 8;

/**
 * `npx tsx scripts/record-bundle-calls.ts`: records what the `databricks` on the PATH sends to deploy, plan and destroy
 * the bundle of test/databricks-cli. Neither tokens nor what it tells of the machine are recorded.
 */
async function main(): Promise<void> {
  const impediment = whyNoDatabricks();
  if (impediment) throw new Error(impediment);
  const workspace = await BundleWorkspace.start();
  const passed: Passed[] = [];
  const server = createServer((request, response) => void pass(workspace.address, request, response, passed));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const cli = new DatabricksCli(`http://127.0.0.1:${port}`, workspace.token, "bundle");
  try {
    await cli.bundle("deploy");
    await cli.bundle("plan");
    await cli.bundle("destroy", "--auto-approve");
  } finally {
    cli.dispose();
    server.close();
    await workspace.stop();
  }
  const calls = recorded(passed);
  writeFileSync(RECORDING, `[\n${calls.map((call) => JSON.stringify(call)).join(",\n")}\n]\n`);
  console.log(`${calls.length} calls are in ${RECORDING}`);
}

/** Sends a request on as it came, and notes it in the order of arrival. */
async function pass(host: string, request: IncomingMessage, response: ServerResponse, passed: Passed[]): Promise<void> {
  const { method = "GET", url: path = "/", headers } = request;
  const note: Passed = { method, path, type: headers["content-type"] ?? "", body: "", status: 0, answer: "" };
  passed.push(note);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const hasBody = method !== "GET" && method !== "HEAD" && body.length > 0;
  const answer = await fetch(`${host}${path}`, {
    method,
    headers: { authorization: headers.authorization ?? "", ...(note.type ? { "content-type": note.type } : {}) },
    ...(hasBody ? { body } : {}),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  Object.assign(note, { body: hasBody ? body.toString() : "", status: answer.status, answer: bytes.toString() });
  const organisation = answer.headers.get("x-databricks-org-id");
  response.writeHead(answer.status, {
    "content-type": answer.headers.get("content-type") ?? "application/json",
    ...(organisation ? { "x-databricks-org-id": organisation } : {}),
  });
  response.end(bytes);
}

/** Without what is the same twice in a row, as waiting is; with names in place of what the service made up. */
function recorded(passed: readonly Passed[]): RecordedCall[] {
  const calls = passed.filter((call, index) => !isRepeated(call, passed[index - 1]));
  const names = new Map<string, string>();
  return calls.map((call, index) => {
    const rest = calls.slice(index + 1).map(({ path, body }) => `${path}\n${isFile(path) ? "" : body}`);
    const named = withNames(call, names);
    const keeps = keptOf(call, rest, names);
    return Object.keys(keeps).length > 0 ? { ...named, keeps } : named;
  });
}

const isRepeated = (call: Passed, before: Passed | undefined): boolean =>
  before !== undefined &&
  (["method", "path", "body", "status"] as const).every((member) => call[member] === before[member]);

const isFile = (path: string): boolean => path.startsWith("/api/2.0/workspace-files/");

function withNames({ method, path, body, status }: Passed, names: ReadonlyMap<string, string>): RecordedCall {
  const known = [...names].sort(([one], [other]) => other.length - one.length);
  const named = (text: string): string => known.reduce((shown, [value, name]) => shown.replaceAll(value, name), text);
  // What it tells of its use has the machine in it; what it writes into files, the time.
  if (path === "/telemetry-ext") return { method, path, body: { items: [], protoLogs: ["{}"], uploadTime: 0 }, status };
  if (isFile(path) && method === "POST") return { method, path: named(path), file: fileFor(path, body), status };
  return { method, path: named(path), ...(body ? { body: JSON.parse(named(quoted(body))) as Json } : {}), status };
}

/** JSON with its long numbers as text, which a name can take the place of. */
const quoted = (json: string): string => json.replaceAll(/(?<=[:[,]\s*)\d{9,}(?=\s*[,}\]])/g, '"$&"');

/** What stands for a file: a notebook stays one. */
const fileFor = (path: string, body: string): string =>
  /\.(py|sql|r|scala)\?/.test(path) ? body : `what the tool keeps of itself, ${body === "" ? "empty" : "as JSON"}`;

/** What of the answer later calls name, and no earlier one did. */
function keptOf(
  { answer, status }: Passed,
  rest: readonly string[],
  names: Map<string, string>,
): Record<string, string> {
  if (status !== 200 || !answer.startsWith("{")) return {};
  const kept: Record<string, string> = {};
  for (const [place, leaf] of leavesOf(JSON.parse(answer) as Json)) {
    const value = String(leaf);
    if (value.length < SHORTEST_NAME || names.has(value) || !isMadeUp(value)) continue;
    if (!rest.some((later) => later.includes(value))) continue;
    const name = `{{${names.size + 1}}}`;
    names.set(value, name);
    kept[place] = name;
  }
  return kept;
}

/** Ids are numbers, hexadecimal digits or UUIDs; all else is what somebody chose. */
const isMadeUp = (value: string): boolean => /^(\d{9,}|[0-9a-f]{16,}|[0-9a-f-]{36}|\d{4}-\d{6}-\w+)$/.test(value);

main();
