import { changeCounts, describeChanges, hasChanges } from "./change-counts";
import { resourceName } from "./deployment";
import { readEngineEvent } from "./engine-event";
import { StackProgress } from "./stack-progress";

const CATALOG = "urn:pulumi:dev::lakestage::my:component$databricks:index/catalog:Catalog::dev";
const STACK = "urn:pulumi:dev::lakestage::pulumi:pulumi:Stack::lakestage-dev";

function follow(...events: object[]): StackProgress {
  const progress = new StackProgress();
  for (const event of events) {
    const read = readEngineEvent(JSON.stringify({ sequence: 1, timestamp: 1, ...event }));
    if (read) progress.accept(read);
  }
  return progress;
}

const step = (op: string, urn: string, more: object = {}) => ({
  metadata: {
    op,
    urn,
    type: urn.split("::").at(-2),
    old: null,
    new: { custom: true, outputs: {} },
    detailedDiff: null,
    ...more,
  },
});

test("a resource is busy from its beginning to its end", () => {
  const before = follow({ resourcePreEvent: step("create", CATALOG) });
  expect(before.busyWith).toBe("databricks.Catalog dev");
  expect([before.begun, before.ended]).toEqual([1, 0]);
  const after = follow({ resourcePreEvent: step("create", CATALOG) }, { resOutputsEvent: step("create", CATALOG) });
  expect(after.busyWith).toBeUndefined();
  expect([after.begun, after.ended]).toEqual([1, 1]);
});

test("a failed resource is no longer busy, and is named with the provider's message", () => {
  const { busyWith, diagnostics } = follow(
    { resourcePreEvent: step("create", CATALOG) },
    { diagnosticEvent: { urn: CATALOG, message: "PERMISSION_DENIED: no\n", color: "never", severity: "error" } },
    { resOpFailedEvent: step("create", CATALOG) },
    { diagnosticEvent: { message: "update failed", color: "never", severity: "error" } },
  );
  expect(busyWith).toBeUndefined();
  expect(diagnostics).toEqual([
    { severity: "error", resource: "databricks.Catalog dev", message: "PERMISSION_DENIED: no" },
  ]);
});

test("the engine's closing words are kept where nothing else was said", () => {
  const { diagnostics } = follow({ diagnosticEvent: { message: "update failed", color: "", severity: "error" } });
  expect(diagnostics).toHaveLength(1);
});

test("what the engine says twice is told once, and passing status lines never", () => {
  const warning = { diagnosticEvent: { urn: CATALOG, message: "slow", color: "", severity: "warning" } };
  const status = { diagnosticEvent: { message: "waiting", color: "", severity: "warning", ephemeral: true } };
  expect(follow(warning, warning, status).diagnostics).toHaveLength(1);
});

test("changed properties are told by name, and values never reach the report", () => {
  const changed = {
    detailedDiff: { comment: { diffKind: "update" } },
    new: { custom: true, outputs: { comment: "hunter2" } },
  };
  const { changes } = follow({ resourcePreEvent: step("update", CATALOG, changed) });
  expect(changes).toEqual([{ operation: "update", resource: "databricks.Catalog dev", properties: ["comment"] }]);
  expect(JSON.stringify(changes)).not.toContain("hunter2");
});

test("the steps of a replacement are one change", () => {
  const { changes } = follow(
    { resourcePreEvent: step("create-replacement", CATALOG) },
    { resourcePreEvent: step("replace", CATALOG) },
    { resourcePreEvent: step("delete-replaced", CATALOG) },
  );
  expect(changes.map(({ operation }) => operation)).toEqual(["replace"]);
});

test("the stack's outputs are those of its root resource", () => {
  const { outputs } = follow({ resOutputsEvent: step("same", STACK, { new: { outputs: { workspaceUrl: "w" } } }) });
  expect(outputs).toEqual({ workspaceUrl: "w" });
});

test("what policies say is kept as it was said", () => {
  const policyEvent = {
    resourceUrn: CATALOG,
    message: "say why",
    policyName: "comments",
    enforcementLevel: "mandatory",
  };
  expect(follow({ policyEvent }).policyEvents).toEqual([policyEvent]);
});

test.each(["", "warning: something", "{ cut off", '{"sequence":1,"diagnosticEvent":7}'])(
  "a line that is no event is left to the caller: %j",
  (line) => {
    expect(readEngineEvent(line)).toBeUndefined();
  },
);

test.each([
  ["urn:pulumi:dev::lakestage::azure-native:network:Subnet::hosts", "azure-native.network.Subnet hosts"],
  [CATALOG, "databricks.Catalog dev"],
  [STACK, "pulumi.pulumi.Stack lakestage-dev"],
])("%s is called %s", (urn, name) => {
  expect(resourceName(urn)).toBe(name);
});

test("a replacement counts once, and nothing changed is said in words", () => {
  const counts = changeCounts({ create: 2, replace: 1, "create-replacement": 1, "delete-replaced": 1, same: 7 });
  expect(describeChanges(counts)).toBe("2 created, 1 replaced");
  expect(hasChanges(changeCounts({ same: 7, read: 1 }))).toBe(false);
  expect(describeChanges(changeCounts(undefined))).toBe("none");
});

test("a look-up that found nothing is no error of the stack's: the program takes it for an answer", () => {
  const { diagnostics } = follow({
    diagnosticEvent: {
      message: "[ERROR] Routine or Model 'dev.a.b' does not exist.: failed to get registered model dev.a.b",
      color: "never",
      severity: "error",
    },
  });
  expect(diagnostics).toEqual([]);
});
