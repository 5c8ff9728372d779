import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { isCircumstance } from "../../cli/check/circumstances";
import { type JudgedStacks, judgeStacks } from "../../cli/check/judge-stacks";
import { judgementOf } from "../../cli/check/judgement";
import { KeptJudgements } from "../../cli/check/kept-judgements";
import { configurationProblems } from "../../cli/stacks/preflight";
import { stacksOf } from "../../cli/stacks/stacks";
import { type Question, SettingsFiles } from "../../infra/config";
import { Estate } from "../../infra/declaration";
import { ADVICE, type Rule, stackRule } from "../../policies/rule";
import { allRules } from "../../policies/rule-index";
import { Project } from "../harness/project";

const FILES = ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"];
/** Every so many lines of the settings one is changed; all of them would take a minute, and show no more. */
const EVERY = 3;

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

/** Finds something else as soon as anything in a stack is another: no finding of ours would show most changes. */
const everything: Rule = stackRule({
  id: "LSTEST001",
  title: "Stacks are as they were",
  why: "",
  severity: "low",
  enforcement: ADVICE,
  references: [],
  remediation: "",
  example: "",
  types: [],
  check: ({ resources }, report, { settings }) =>
    report(
      createHash("sha256")
        .update(JSON.stringify([resources, settings]))
        .digest("hex"),
      resources[0],
    ),
});

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
  const changes = paths.flatMap((path) => {
    const lines = readFileSync(join(__dirname, "../..", path), "utf8").split("\n");
    // What stands above the settings is for the engine.
    const first = lines.indexOf("config:") + 1;
    return lines
      .flatMap((line, index) => (index >= first && /^\s+[\w:-]+: \S/.test(line) ? [{ path, line: index + 1 }] : []))
      .filter((_, index) => index % EVERY === 0);
  });

  it.each(changes)(
    "$path:$line",
    async ({ line, path }) => {
      const file = join(project.directory, path);
      const shipped = readFileSync(file, "utf8");
      const first = await judged(cache, [everything]);
      try {
        const changed: JudgedStacks[] = [];
        for (const change of [without, withAnother]) {
          writeFileSync(file, change(shipped, line - 1));
          const found = await judged(cache, [everything]);
          expect(found).toEqual(await judged(undefined, [everything]));
          changed.push(found);
        }
        // Where nothing comes of a change, nothing is proven.
        expect(changed).not.toEqual([first, first]);
        writeFileSync(file, shipped);
        expect(await judged(cache, [everything])).toEqual(first);
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

it("what there is not is asked for again, too: another environment, and a wheel that a project names", async () => {
  const defaults = join(project.directory, "projects/_defaults.yaml");
  const shipped = readFileSync(defaults, "utf8");
  const same = async () => expect(await judged(cache, [everything])).toEqual(await judged(undefined, [everything]));
  try {
    writeFileSync(defaults, shipped.replace("source:\n", "source:\n  delivery: wheel\n  wheel: dist/own.whl\n"));
    expect(await judged(cache, [everything])).toMatchObject({ ok: false });
    mkdirSync(join(project.directory, "dist"));
    writeFileSync(join(project.directory, "dist/own.whl"), "");
    await same();
    project.file("Pulumi.extra.yaml", readFileSync(join(project.directory, "Pulumi.dev.yaml"), "utf8"));
    await same();
    rmSync(join(project.directory, "dist"), { recursive: true });
    expect(await judged(cache, [everything])).toMatchObject({ ok: false });
  } finally {
    writeFileSync(defaults, shipped);
    for (const made of ["dist", "Pulumi.extra.yaml"]) {
      rmSync(join(project.directory, made), { recursive: true, force: true });
    }
  }
});

it("violations are kept with the lines that they are at, and found again where only these move", async () => {
  const file = join(project.directory, "Pulumi.prod.yaml");
  const shipped = readFileSync(file, "utf8");
  try {
    const broken = `${shipped}  lakestage:protection:\n    forceDestroy: true\n`;
    writeFileSync(file, broken);
    const found = await judged(cache);
    expect(JSON.stringify(found)).toContain("LSPROT003");
    expect(await judged(cache, unasked)).toEqual(found);
    writeFileSync(file, `\n${broken}`);
    const moved = await judged(cache);
    expect(moved).toEqual(await judged(undefined));
    expect(moved).not.toEqual(found);
  } finally {
    writeFileSync(file, shipped);
  }
}, 60_000);

describe("the account of what a result depends on", () => {
  /** What was asked for each stack. */
  async function accounts(files: SettingsFiles, names?: readonly string[]): Promise<Map<string, Question[]>> {
    const found = new Map<string, Question[]>();
    const estate = new Estate(files);
    for await (const declaration of estate.declare(names ?? estate.stacks)) {
      const { asked } = await judgementOf(declaration, [everything]);
      found.set(declaration.stack.name, asked.map(([question]) => question).sort());
    }
    return found;
  }

  it("names each file that is read or looked for", async () => {
    const fs: typeof import("node:fs") = require("node:fs");
    const spies = (["readFileSync", "existsSync", "readdirSync", "statSync"] as const).map((name) =>
      jest.spyOn(fs, name),
    );
    const files = SettingsFiles.in(project.directory);
    const checked = files.withAccount();
    configurationProblems(checked.files, stacksOf(files));
    const questions = [...checked.asked, ...[...(await accounts(files)).values()].flat()];
    const touched = spies
      .flatMap(({ mock }) => mock.calls.map(([path]) => String(path)))
      .flatMap((path) => (path.startsWith(project.directory) ? [relative(project.directory, path)] : []));
    jest.restoreAllMocks();
    const named = new Set(questions.map((question) => question.split(" ")[1]));
    expect(touched).toEqual(expect.arrayContaining([...FILES, "projects/_defaults.yaml"]));
    expect(touched.filter((path) => !named.has(path === "" ? "." : path))).toEqual([]);
  });

  it("is the same for a stack alone as after others, who have read the files before it", async () => {
    for (const [name, asked] of await accounts(SettingsFiles.in(project.directory))) {
      const alone = (await accounts(SettingsFiles.in(project.directory), [name])).get(name);
      expect({ name, asked: alone }).toEqual({ name, asked });
    }
  }, 60_000);

  it("lacks no variable of the environment: all that are read are among the circumstances", async () => {
    const read = new Set<string>();
    const real = process.env;
    process.env = new Proxy(real, {
      get(variables, name) {
        read.add(String(name));
        return Reflect.get(variables, name);
      },
    });
    try {
      await judged(undefined);
    } finally {
      process.env = real;
    }
    expect(read).toContain("LAKESTAGE_ACCOUNT_HOST");
    expect([...read].filter((name) => !isCircumstance(name))).toEqual([]);
  });
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
