import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ArmClient } from "./arm-client";

type Step = (request: IncomingMessage, response: ServerResponse) => void;

const answer =
  (status: number, body?: object, headers: Record<string, string> = {}): Step =>
  (_, response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body === undefined ? "" : JSON.stringify(body));
  };
const drop: Step = (request) => request.socket.destroy();
const error = (code: string) => ({ error: { code, message: "No." } });
const target = { id: "/subscriptions/s/resourceGroups/rg", apiVersion: "2021-04-01" };

describe("a request to ARM", () => {
  let server: Server;
  let steps: Step[];
  let seen: string[];
  let waits: number[];
  let arm: ArmClient;

  beforeEach(async () => {
    [steps, seen, waits] = [[], [], []];
    server = createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      (steps.shift() ?? answer(500))(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    let clock = 0;
    const wait = async (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      clock += milliseconds;
    };
    arm = new ArmClient({ endpoint: new URL(`http://127.0.0.1:${port}`), token: "t", wait, now: () => clock });
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it("carries the API version", async () => {
    steps = [answer(200, { id: "x" })];
    await arm.get(target);
    expect(seen).toEqual(["GET /subscriptions/s/resourceGroups/rg?api-version=2021-04-01"]);
  });

  it("is sent again after a dropped connection, a failing service and a passing conflict", async () => {
    steps = [drop, answer(503), answer(409, error("AnotherOperationInProgress")), answer(200, { id: "x" })];
    expect(await arm.put(target, {})).toEqual({ id: "x" });
  });

  it("waits as long as it is told to when there are too many", async () => {
    steps = [answer(429, error("TooManyRequests"), { "retry-after": "7" }), answer(200, { id: "x" })];
    await arm.get(target);
    expect(waits).toEqual([7000]);
  });

  it("is sent once when it is refused, and the error says of what, why and Azure's code", async () => {
    steps = [answer(409, error("StorageAccountAlreadyTaken"))];
    await expect(arm.put(target, {})).rejects.toThrow(
      "Azure refused PUT /subscriptions/s/resourceGroups/rg: StorageAccountAlreadyTaken: No.",
    );
    expect(seen).toHaveLength(1);
  });

  it("for a resource that is not there finds nothing", async () => {
    steps = [answer(404, error("ResourceNotFound"))];
    expect(await arm.get(target)).toBeUndefined();
  });

  it("that creates waits until the resource is provisioned", async () => {
    const state = (provisioningState: string) => ({ id: "x", properties: { provisioningState } });
    steps = [answer(201, state("Creating")), answer(200, state("Creating")), answer(200, state("Succeeded"))];
    steps.push(answer(200, state("Succeeded")));
    expect(await arm.put(target, {})).toEqual(state("Succeeded"));
  });

  it("that creates follows the operation to its failure, which names the resource", async () => {
    steps = [
      answer(202, undefined, { "azure-asyncoperation": "https://elsewhere.example/operations/1?api-version=1" }),
      answer(200, { status: "Failed", error: { code: "NoCapacity", message: "Full." } }),
    ];
    await expect(arm.put(target, {})).rejects.toMatchObject({ name: "ProvisioningFailure", id: target.id });
    // The token goes to the sandbox and nowhere else.
    expect(seen[1]).toBe("GET /operations/1?api-version=1");
  });

  it("that deletes waits until the resource is gone", async () => {
    steps = [answer(202), answer(200, { id: "x" }), answer(404, error("ResourceNotFound"))];
    await arm.delete(target);
    expect(seen).toHaveLength(3);
  });

  it("gives up when the time that it was given is over", async () => {
    const creating = answer(201, { id: "x", properties: { provisioningState: "Creating" } });
    steps = Array.from({ length: 20 }, () => creating);
    await expect(arm.put(target, {}, 1000)).rejects.toMatchObject({ name: "ProvisioningFailure" });
  });

  it("to a sandbox that does not run says how to start it", async () => {
    const { port } = server.address() as AddressInfo;
    server.close();
    await expect(arm.get(target)).rejects.toThrow(
      `The sandbox's Azure Resource Manager at http://127.0.0.1:${port} does not answer (ECONNREFUSED). Start it with`,
    );
  });
});
