import type { Deployment } from "../engine/deployment";
import { describeLeftBehind, stacksLeftBehind } from "../stacks/left-behind";
import type { Stack } from "../stacks/stacks";
import type { StackStates } from "../targets/target";
import type { Terminal } from "../terminal";
import { requireConsent, requireNoDependents, requireUnprotected } from "./destroy-guards";

const stack = (name: string, more: Partial<Stack> = {}): Stack => ({
  name,
  environment: name.split(".")[0] ?? name,
  kind: name.includes(".") ? "project" : "environment",
  dependsOn: [],
  ...more,
});

const reference = (to: string) => ({
  urn: `urn:pulumi:any::lakestage::pulumi:pulumi:StackReference::${to}`,
  type: "pulumi:pulumi:StackReference",
  inputs: { name: `organization/lakestage/${to}` },
  external: true,
});

const schema = (protect: boolean) => ({
  urn: "urn:pulumi:any::lakestage::databricks:index/schema:Schema::schemas-main",
  type: "databricks:index/schema:Schema",
  protect,
});

/** Stacks with what their states hold. */
function states(resources: Record<string, NonNullable<Deployment["deployment"]["resources"]>>): StackStates {
  return {
    name: "sandbox",
    stackNames: async () => Object.keys(resources),
    deployment: async (name) => ({ version: 3, deployment: { resources: resources[name] ?? [] } }),
  };
}

const terminal = (...answers: string[]): Terminal => ({
  result() {},
  note() {},
  interactive: true,
  ask: async () => answers.shift() ?? "",
});
const nobody: Terminal = { result() {}, note() {}, interactive: false };

test("a stack that is left behind is known by its name, and by what its state says that it reads", async () => {
  const there = states({
    dev: [schema(false)],
    "dev.gone": [reference("dev")],
    "dev.empty": [],
    "old.platform": [schema(false)],
  });
  expect(await stacksLeftBehind(there, [stack("dev")])).toEqual([
    { name: "dev.gone", environment: "dev", kind: "project", project: "gone", dependsOn: ["dev"], leftBehind: true },
    { name: "old.platform", environment: "old", kind: "platform", dependsOn: [], leftBehind: true },
  ]);
});

test("all that is in the way is named at once, also what reads it only from what is in the way", async () => {
  const all = ["dev.platform", "dev", "dev.trains", "prod.platform", "prod", "prod.trains"].map((name) => stack(name));
  const there = states({
    "dev.platform": [schema(false)],
    dev: [reference("dev.platform")],
    "dev.trains": [reference("dev")],
    "prod.platform": [reference("dev.platform")],
    prod: [reference("prod.platform")],
  });
  await expect(requireNoDependents(there, nobody, all, [stack("dev.platform")])).rejects.toThrow(
    "lakestage destroy dev.platform dev prod.platform dev.trains prod --yes. Nothing was changed.",
  );
  await requireNoDependents(there, nobody, all, all);
});

test("what is protected is named before anything goes, with the one option that lifts it", async () => {
  const there = states({ prod: [schema(true), schema(true), schema(true), schema(true)], dev: [schema(false)] });
  const refused = requireUnprotected(there, terminal(), [stack("prod"), stack("dev")]);
  await expect(refused).rejects.toThrow(/^prod is protected from deletion: .* and 1 more\.\n.* --unprotect\. /);
  await expect(refused).rejects.not.toThrow("state unprotect");
  await requireUnprotected(there, terminal(), [stack("dev")]);
});

describe("production", () => {
  const there = states({
    prod: [schema(false)],
    dev: [schema(false)],
    "dev.gone": [schema(false)],
    old: [schema(false)],
  });

  test("goes once its name is typed, and not for another one", async () => {
    await requireConsent(there, terminal("prod"), [stack("prod")]);
    await expect(requireConsent(there, terminal("yes"), [stack("prod")])).rejects.toThrow('That is not "prod".');
  });

  test("wants --yes where nobody can be asked, and development does not", async () => {
    await expect(requireConsent(there, nobody, [stack("prod")])).rejects.toThrow("lakestage destroy prod --yes");
    await requireConsent(there, nobody, [stack("dev")]);
  });

  test("is not what is left behind in development, whose file is there and says so", async () => {
    await requireConsent(there, nobody, [stack("dev.gone", { leftBehind: true })]);
  });

  test("may be what no file says anything of, and that is said", async () => {
    const gone = stack("old", { leftBehind: true });
    const refused = requireConsent(there, nobody, [gone]);
    await expect(refused).rejects.toThrow(
      "old: no file says that old is not production, and nobody can be asked here. If it is meant: lakestage destroy old --yes.",
    );
    await requireConsent(there, terminal("old"), [gone]);
  });

  test("is refused with a command that works: with each option that lifts what is in the way", async () => {
    const guarded = states({ prod: [schema(true)], dev: [schema(false)] });
    const both = [stack("dev"), stack("prod")];
    const works = "lakestage destroy dev prod --unprotect --yes. Nothing";
    await expect(requireUnprotected(guarded, nobody, both)).rejects.toThrow(works);
    await expect(requireConsent(guarded, nobody, both)).rejects.toThrow(works);
    await expect(requireUnprotected(guarded, terminal(), both)).rejects.toThrow("dev prod --unprotect. Nothing");
    await expect(requireUnprotected({ ...guarded, name: "cloud" }, nobody, both)).rejects.toThrow(
      `${works.replace(". Nothing", "")} --target cloud.`,
    );
  });
});

test("what is left behind is told with the command that takes it down, and with what reads from it", async () => {
  const there = states({
    "dev.platform": [reference("old.platform")],
    "dev.gone": [schema(true)],
    "old.platform": [schema(false)],
  });
  const known = [stack("dev.platform", { kind: "platform" }), stack("dev")];
  const left = await stacksLeftBehind(there, known);
  expect(await describeLeftBehind(there, nobody, left, known)).toEqual([
    expect.stringMatching(/ projects\/gone\.yaml is gone\. .* take it down: lakestage destroy dev\.gone --unprotect$/),
    expect.stringMatching(
      / Pulumi\.old\.yaml is gone\. .* take it down, once dev\.platform no longer reads from it: lakestage destroy old\.platform --yes$/,
    ),
  ]);
});
