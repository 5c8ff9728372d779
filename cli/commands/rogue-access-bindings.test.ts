import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { RunningEstate } from "../../access";
import { isCertain, unbind } from "./rogue-access-bindings";

const TOKEN = "secret-token";
const BINDING = { securable: { type: "catalog", name: "prod" }, workspaceId: "77" } as const;

let server: Server;
let status = 200;
let asked: { method: string | undefined; url: string | undefined; token: string | undefined; body: unknown }[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const { headers, method, url } = request;
    asked.push({ method, url, token: headers.authorization, body: JSON.parse(body) });
    response.writeHead(status, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
beforeEach(() => {
  asked = [];
  status = 200;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** Where the environments of these workspaces run. */
function estate(environments: Record<string, string>): RunningEstate {
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const workspaces = Object.entries(environments).map(([environment, id]) => ({
    environment,
    id,
    host,
    stage: "production" as const,
  }));
  return { account: { id: "a", host }, workspaces, token: TOKEN };
}

describe("a binding that is not declared", () => {
  it("is removed, in the workspace of the securable's environment", async () => {
    await unbind(estate({ prod: "9" }), "prod", { ...BINDING, declaredReadOnly: false });
    const body = { remove: [{ workspace_id: 77 }] };
    const url = "/api/2.1/unity-catalog/bindings/catalog/prod";
    expect(asked).toEqual([{ method: "PATCH", url, token: `Bearer ${TOKEN}`, body }]);
  });

  it("is made read-only again where it is declared to be", async () => {
    await unbind(estate({ prod: "9" }), "prod", { ...BINDING, declaredReadOnly: true });
    expect(asked.map(({ body }) => body)).toEqual([
      { remove: [{ workspace_id: 77 }] },
      { add: [{ workspace_id: 77, binding_type: "BINDING_TYPE_READ_ONLY" }] },
    ]);
  });

  it("stays where the service refuses, with an error that tells no token", async () => {
    status = 403;
    const refused = unbind(estate({ prod: "9" }), "prod", { ...BINDING, declaredReadOnly: true });
    await expect(refused).rejects.toThrow(/bindings\/catalog\/prod refuses to be changed: it answered 403\.$/);
    expect(asked).toHaveLength(1);
  });
});

describe("a binding to a workspace that nobody knows", () => {
  const binding = { ...BINDING, declaredReadOnly: false };

  it("is taken for rogue once every declared environment runs", () => {
    expect(isCertain(binding, estate({ dev: "8", prod: "9" }), ["dev", "prod"])).toBe(true);
  });

  it("is not while an environment is not found: it may be that one's", () => {
    expect(isCertain(binding, estate({ prod: "9" }), ["dev", "prod"])).toBe(false);
  });
});

test("a binding to the workspace of an environment that runs is certain, whatever else is not found", () => {
  const binding = { ...BINDING, declaredReadOnly: false };
  expect(isCertain(binding, estate({ staging: "77" }), ["dev", "staging"])).toBe(true);
});
