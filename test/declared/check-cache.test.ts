import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type JudgedStacks, judgeStacks } from "../../cli/check/judge-stacks";
import { KeptJudgements } from "../../cli/check/kept-judgements";
import { stacksOf } from "../../cli/stacks/stacks";
import { SettingsFiles } from "../../infra/config";
import type { Rule } from "../../policies/rule";
import { allRules } from "../../policies/rule-index";
import { Project } from "../harness/project";

const FILES = ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"];
/** Every so many lines of the settings one is changed; all of them would take minutes, and show no more. */
const EVERY = 7;

const rules = allRules();
let project: Project;
let cache: string;

beforeAll(() => {
  project = Project.create();
  for (const file of [...FILES, "projects"]) project.copy(file);
});
afterAll(() => project.dispose());
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), "lakestage-check-cache-"));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

/** Checks the whole estate as one run of the command does. */
async function judged(folder: string | undefined, by: readonly Rule[] = rules, code = "code"): Promise<JudgedStacks> {
  const files = SettingsFiles.in(project.directory);
  return judgeStacks(files, stacksOf(files), by, new KeptJudgements(folder, files, code));
}

/** Rules that must not be asked: what they would say is kept. */
const unasked: Rule[] = rules.map((rule) => ({
  ...rule,
  check: () => {
    throw new Error(`${rule.id} was asked`);
  },
}));

const keptFile = (): string => {
  const [name = ""] = readdirSync(cache);
  return join(cache, name);
};

it("what was found is not looked for again while nothing changes", async () => {
  const first = await judged(cache);
  expect(first.ok).toBe(true);
  expect(await judged(cache, unasked)).toEqual(first);
});

it("other code, or other surroundings, believe nothing of it", async () => {
  await judged(cache);
  await expect(judged(cache, unasked, "other code")).rejects.toThrow("was asked");
});

describe("every change of the settings is noticed:", () => {
  const paths = [...FILES, "projects/_defaults.yaml", "projects/flight-delay.yaml"];
  const changes = paths.flatMap((path) =>
    readFileSync(join(__dirname, "../..", path), "utf8")
      .split("\n")
      .flatMap((line, index) => (/^\s+[\w:-]+: \S/.test(line) ? [{ path, line: index + 1 }] : []))
      .filter((_, index) => index % EVERY === 0),
  );

  it.each(changes)(
    "$path:$line",
    async ({ line, path }) => {
      const file = join(project.directory, path);
      const shipped = readFileSync(file, "utf8");
      await judged(cache);
      try {
        for (const change of [without, withAnother]) {
          writeFileSync(file, change(shipped, line - 1));
          expect(await judged(cache)).toEqual(await judged(undefined));
        }
        writeFileSync(file, shipped);
        expect(await judged(cache)).toEqual(await judged(undefined));
      } finally {
        writeFileSync(file, shipped);
      }
    },
    60_000,
  );

  const without = (text: string, index: number): string =>
    text
      .split("\n")
      .filter((_, each) => each !== index)
      .join("\n");
  const withAnother = (text: string, index: number): string =>
    text
      .split("\n")
      .map((line, each) => (each === index ? another(line) : line))
      .join("\n");

  /** Another value of the same kind, where that is easily said. */
  function another(line: string): string {
    if (/: (true|false)$/.test(line))
      return line.endsWith("true") ? line.replace(/true$/, "false") : `${line.slice(0, -5)}true`;
    if (/\d$/.test(line)) return line.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    return `${line}x`;
  }
});

it("a file that a setting only names is asked for again, too", async () => {
  await judged(cache);
  project.file("Pulumi.extra.yaml", readFileSync(join(project.directory, "Pulumi.dev.yaml"), "utf8"));
  try {
    expect(await judged(cache)).toEqual(await judged(undefined));
  } finally {
    rmSync(join(project.directory, "Pulumi.extra.yaml"));
  }
});

describe("a kept file that is not what was written is not believed, and made again:", () => {
  const damages: [string, (text: string) => string][] = [
    ["cut off", (text) => text.slice(0, text.length / 2)],
    ["empty", () => ""],
    [
      "one byte of it is another",
      (text) => `${text.slice(0, -20)}${text.at(-20) === "a" ? "b" : "a"}${text.slice(-19)}`,
    ],
    ["something else", () => '{"judgements":{}}'],
    ["something else below a line", () => 'abc\n{"judgements":{}}'],
  ];

  it.each(damages)("%s", async (_, damage) => {
    const first = await judged(cache);
    const whole = readFileSync(keptFile(), "utf8");
    writeFileSync(keptFile(), damage(whole));
    await expect(judged(cache, unasked)).rejects.toThrow("was asked");
    expect(await judged(cache)).toEqual(first);
    expect(readFileSync(keptFile(), "utf8")).toBe(whole);
  });
});

it("without a folder that can be written it finds the same", async () => {
  const first = await judged(cache);
  const closed = join(cache, "closed");
  writeFileSync(closed, "no folder");
  expect(await judged(join(closed, "check"))).toEqual(first);
  chmodSync(cache, 0o500);
  expect(await judged(join(cache, "check"))).toEqual(first);
  chmodSync(cache, 0o700);
});
