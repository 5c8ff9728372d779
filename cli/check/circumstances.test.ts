import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { circumstances } from "./circumstances";
import { codeIdentity } from "./code-identity";

describe("circumstances are others", () => {
  afterEach(() => jest.useRealTimers());

  const on = (day: string, environment: NodeJS.ProcessEnv = {}, code = "code"): string => {
    jest.useFakeTimers({ now: new Date(day) });
    return circumstances(environment, code);
  };
  const usual = on("2026-11-30T04:00:00Z", { HOME: "/home/one", LAKESTAGE_ACCOUNT_HOST: "https://one.example" });
  jest.useRealTimers();

  it("on another day, and not at another hour", () => {
    const environment = { LAKESTAGE_ACCOUNT_HOST: "https://one.example" };
    expect(on("2026-11-30T23:59:59Z", environment)).toBe(usual);
    expect(on("2026-12-01T00:00:00Z", environment)).not.toBe(usual);
  });

  it("with other code", () => {
    expect(on("2026-11-30", { LAKESTAGE_ACCOUNT_HOST: "https://one.example" }, "other")).not.toBe(usual);
  });

  it("where a variable that the program reads is another, and not for others", () => {
    expect(on("2026-11-30", { LAKESTAGE_ACCOUNT_HOST: "https://other.example" })).not.toBe(usual);
    expect(on("2026-11-30", { LAKESTAGE_ACCOUNT_HOST: "https://one.example", SHELL: "/bin/sh" })).toBe(usual);
  });
});

describe("code is other code", () => {
  let checkout: string;
  const later = Date.now() + 3_600_000;
  const identity = (began = later): string => codeIdentity(join(checkout, "cli/check/code-identity.ts"), began);

  beforeEach(() => {
    checkout = mkdtempSync(join(tmpdir(), "lakestage-code-"));
    for (const file of [
      "package-lock.json",
      "cli/check/code-identity.ts",
      "azure/one.ts",
      "databricks/one.ts",
      "infra/index.ts",
      "policies/rules/one.ts",
      "wording/nearest.ts",
    ]) {
      mkdirSync(join(checkout, file, ".."), { recursive: true });
      writeFileSync(join(checkout, file), "");
    }
  });
  afterEach(() => rmSync(checkout, { recursive: true }));

  it.each([
    "package-lock.json",
    "cli/main.ts",
    "databricks/two.ts",
    "infra/index.ts",
    "policies/rules/two.ts",
    "wording/nearest.ts",
    "infra/generated/names.json",
  ])("with another %s", (file) => {
    const before = identity();
    mkdirSync(join(checkout, file, ".."), { recursive: true });
    writeFileSync(join(checkout, file), "other");
    expect(identity()).not.toBe(before);
  });

  it("not with another test", () => {
    const before = identity();
    writeFileSync(join(checkout, "infra/index.test.ts"), "other");
    expect(identity()).toBe(before);
  });

  it("each time where some has changed since the process began: nobody knows which is running", () => {
    expect(identity()).toBe(identity());
    expect(identity(0)).not.toBe(identity(0));
  });

  it("as a whole where it is compiled into one file", () => {
    const file = join(checkout, "lakestage.js");
    writeFileSync(file, "one");
    const before = codeIdentity(file, later);
    writeFileSync(file, "other");
    expect(codeIdentity(file, later)).not.toBe(before);
  });
});
