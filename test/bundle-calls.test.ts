import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json } from "../sandbox/control-plane";
import { leavesOf, type RecordedCall, recordedCalls } from "./databricks-cli/recorded-calls";
import { BundleWorkspace } from "./databricks-cli/workspace";
import { withoutTrash } from "./harness/trash";

const FEWEST_KINDS = 25;
/** For a busy machine: some hundred calls, one after the other. */
const TIME_LIMIT = 60_000;

let workspace: BundleWorkspace;

beforeAll(async () => {
  workspace = await BundleWorkspace.start();
});
afterAll(() => workspace.stop());

test(
  "what a bundle's deployment, plan and destruction send is answered as it was, and leaves nothing",
  async () => {
    const before = withoutTrash(workspace.inventory());
    const known = new Map<string, string>();
    const differences: string[] = [];
    for (const call of recordedCalls()) {
      const { status, text } = await send(call, known);
      if (status !== call.status)
        differences.push(`${call.method} ${call.path}: ${status}, not ${call.status}: ${text}`);
      else if (call.keeps) keep(call, text, known);
    }
    expect(differences).toEqual([]);
    await workspace.clean();
    expect(withoutTrash(workspace.inventory())).toEqual(before);
  },
  TIME_LIMIT,
);

test("the bundle has resources of many kinds", () => {
  const bundle = parse(readFileSync(join(__dirname, "databricks-cli", "bundle", "databricks.yml"), "utf8")) as {
    resources: object;
  };
  expect(Object.keys(bundle.resources).length).toBeGreaterThanOrEqual(FEWEST_KINDS);
});

async function send(call: RecordedCall, known: Map<string, string>): Promise<{ status: number; text: string }> {
  const { method, path, body, file } = call;
  const content = file ?? (body === undefined ? undefined : named(JSON.stringify(body), known));
  const response = await fetch(`${workspace.address}${named(path, known)}`, {
    method,
    headers: {
      authorization: `Bearer ${workspace.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(content === undefined ? {} : { body: content }),
  });
  return { status: response.status, text: await response.text() };
}

const named = (text: string, known: Map<string, string>): string =>
  text.replaceAll(/\{\{\d+\}\}/g, (name) => known.get(name) ?? name);

function keep({ keeps = {}, method, path }: RecordedCall, text: string, known: Map<string, string>): void {
  const leaves = new Map(leavesOf(JSON.parse(text) as Json));
  for (const [place, name] of Object.entries(keeps)) {
    const value = leaves.get(place);
    if (value === undefined) throw new Error(`${method} ${path} answers nothing at ${place}: ${text}`);
    known.set(name, String(value));
  }
}
