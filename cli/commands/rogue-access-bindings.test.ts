import type { RunningEstate } from "../../access";
import { type Answer, DatabricksStub, STUB_TOKEN } from "../../databricks-client/testing/databricks-stub";
import { isCertain, unbind } from "./rogue-access-bindings";

const BINDING = { securable: { type: "catalog", name: "prod" }, workspaceId: "77" } as const;
const URL_OF_BINDINGS = "/api/2.1/unity-catalog/bindings/catalog/prod";

let stub: DatabricksStub;
let answers: Record<string, Answer>;

beforeEach(async () => {
  answers = { [URL_OF_BINDINGS]: {} };
  stub = await DatabricksStub.start(answers);
});
afterEach(() => stub.stop());

/** Where the environments of these workspaces run. */
function estate(environments: Record<string, string>): RunningEstate {
  const { host } = stub;
  const workspaces = Object.entries(environments).map(([environment, id]) => ({
    environment,
    id,
    host,
    stage: "production" as const,
  }));
  return { account: { id: "a", host }, workspaces, token: STUB_TOKEN };
}

describe("a binding that is not declared", () => {
  it("is removed, in the workspace of the securable's environment", async () => {
    await unbind(estate({ prod: "9" }), "prod", { ...BINDING, declaredReadOnly: false });
    expect(stub.asked).toEqual([`PATCH ${URL_OF_BINDINGS}`]);
    expect(stub.changes).toEqual([{ remove: [{ workspace_id: 77 }] }]);
  });

  it("is made read-only again where it is declared to be", async () => {
    await unbind(estate({ prod: "9" }), "prod", { ...BINDING, declaredReadOnly: true });
    expect(stub.changes).toEqual([
      { remove: [{ workspace_id: 77 }] },
      { add: [{ workspace_id: 77, binding_type: "BINDING_TYPE_READ_ONLY" }] },
    ]);
  });

  it("stays where the service refuses, with an error that tells no token", async () => {
    answers[URL_OF_BINDINGS] = 403;
    const refused = unbind(estate({ prod: "9" }), "prod", { ...BINDING, declaredReadOnly: true });
    await expect(refused).rejects.toThrow(/bindings\/catalog\/prod refuses to be changed: it answered 403\.$/);
    expect(stub.asked).toHaveLength(1);
  });

  it("stays where the workspace is gone, with an error that says what was asked for", async () => {
    const gone = estate({ prod: "9" });
    await stub.stop();
    const failed = unbind(gone, "prod", { ...BINDING, declaredReadOnly: false });
    await expect(failed).rejects.toThrow(/^127\.0\.0\.1:\d+\/\S*bindings\/catalog\/prod does not answer: /);
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
