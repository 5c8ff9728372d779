import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { editsConfiguration, setsSecret } from "./command-line";

const launcher = join(__dirname, "pulumi");

function fakePulumi(script: string): { pulumi: string; view: string; log: string } {
  const directory = mkdtempSync(join(tmpdir(), "lakestage-launcher-"));
  const pulumi = join(directory, "real");
  writeFileSync(pulumi, `#!/bin/sh\n${script}\n`);
  chmodSync(pulumi, 0o755);
  return { pulumi, view: join(directory, "project"), log: join(directory, "log") };
}

function launch(args: string[], { pulumi, view, log }: ReturnType<typeof fakePulumi>) {
  const env = { LAKESTAGE_PULUMI: pulumi, PULUMI_OPTION_CWD: view, LOG: log };
  return execa(launcher, args, { env, reject: false });
}

const SHOW = 'echo "$PWD $@ $NODE_OPTIONS" > "$LOG"; exit 7';

test("the real pulumi runs on a fresh view of the project, with the same arguments and exit code", async () => {
  const fake = fakePulumi(SHOW);
  const { exitCode } = await launch(["up", "-s", "dev"], fake);
  expect(exitCode).toBe(7);
  expect(readFileSync(fake.log, "utf8")).toBe(`${fake.view} up -s dev --stack-trace-limit=0\n`);
  expect(existsSync(join(fake.view, "package.json"))).toBe(true);
});

test("a setting goes into the checkout's file", async () => {
  const fake = fakePulumi(SHOW);
  await launch(["config", "set", "a", "b", "-s", "dev"], fake);
  expect(readFileSync(fake.log, "utf8").split(" ", 1)).toEqual([join(__dirname, "..", "..", "..")]);
});

test("a secret is not set with the sandbox's key", async () => {
  const fake = fakePulumi(SHOW);
  const { exitCode, stderr } = await launch(["config", "set", "--secret", "a"], fake);
  expect(exitCode).toBe(2);
  expect(stderr).toContain("the sandbox's key would encrypt this secret");
  expect(existsSync(fake.log)).toBe(false);
});

test("outside a prepared shell it says what to run", async () => {
  const { exitCode, stderr } = await execa(launcher, ["up"], { reject: false, env: { LAKESTAGE_PULUMI: "" } });
  expect(exitCode).toBe(2);
  expect(stderr).toContain("lakestage env");
});

test.each([
  [["config"], false, false],
  [["config", "get", "set"], false, false],
  [["config", "set", "a", "b"], true, false],
  [["config", "--stack=dev", "rm", "a"], true, false],
  [["config", "set", "a", "b", "--secret"], true, true],
  [["up", "--secret"], false, false],
])("%j edits: %s, with a secret: %s", (args, edits, secret) => {
  expect(editsConfiguration(args)).toBe(edits);
  expect(setsSecret(args)).toBe(secret);
});
