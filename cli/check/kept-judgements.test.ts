import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Question, SettingsFiles } from "../../infra/config";
import type { JudgedStack } from "../../policies/report";
import { answered, type Judgement } from "./judgement";
import { KeptJudgements } from "./kept-judgements";

let folder: string;
let estate: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lakestage-kept-"));
  estate = mkdtempSync(join(tmpdir(), "lakestage-estate-"));
  mkdirSync(join(estate, "projects"));
  writeFileSync(join(estate, "Pulumi.prod.yaml"), "config: {}\n");
});
afterEach(() => {
  for (const made of [folder, estate]) rmSync(made, { recursive: true, force: true });
});

const opened = (circumstances = "code and day", directory = estate): KeptJudgements =>
  new KeptJudgements(folder, SettingsFiles.in(directory), circumstances);

const stack = (name: string): JudgedStack => ({ name, stage: "production", resources: 3, findings: [] });

/** A judgement for which these questions were asked. */
function judgement(name: string, questions: Question[], others: Partial<Judgement> = {}): Judgement {
  const asked = answered(SettingsFiles.in(estate), new Set(questions));
  return { stack: stack(name), asked, heard: {}, outputs: `outputs of ${name}`, ...others };
}

const FILE: Question = "text Pulumi.prod.yaml";
const WHEEL: Question = "exists dist/own.whl";
const NAMES: Question = "names projects \\.yaml$";

const ALL = new Set(["dev", "staging", "prod", "prod.delay"]);

/** Keeps judgements as one run does. */
function keep(...judgements: Judgement[]): void {
  const kept = opened();
  for (const each of judgements) kept.keep(each);
  kept.save(ALL);
}

describe("what was kept", () => {
  it("holds while everything that was asked has the same answer", () => {
    keep(judgement("prod", [FILE, WHEEL, NAMES]));
    expect(opened().of("prod")).toEqual(judgement("prod", [FILE, WHEEL, NAMES]));
    expect(opened().of("dev")).toBeUndefined();
  });

  it.each<[string, Question, () => void]>([
    ["a file has another text", FILE, () => writeFileSync(join(estate, "Pulumi.prod.yaml"), "config: {} \n")],
    ["a file is gone", FILE, () => rmSync(join(estate, "Pulumi.prod.yaml"))],
    ["a file is there", WHEEL, () => put("dist/own.whl")],
    ["a folder has one more file", NAMES, () => put("projects/another.yaml")],
  ])("does not where %s, and does again where it is as it was", (_, question, change) => {
    keep(judgement("prod", [question]));
    change();
    expect(opened().of("prod")).toBeUndefined();
    rmSync(join(estate, "dist"), { recursive: true, force: true });
    rmSync(join(estate, "projects/another.yaml"), { force: true });
    writeFileSync(join(estate, "Pulumi.prod.yaml"), "config: {}\n");
    expect(opened().of("prod")).toBeDefined();
  });

  it("does not care for what was not asked", () => {
    keep(judgement("prod", [FILE, NAMES]));
    put("projects/notes.txt");
    put("Pulumi.dev.yaml");
    expect(opened().of("prod")).toBeDefined();
  });

  it("does not where circumstances are others, and is then kept anew", () => {
    keep(judgement("prod", [FILE]));
    expect(opened("other code").of("prod")).toBeUndefined();
    const other = opened("other code");
    other.keep(judgement("dev", []));
    other.save(ALL);
    expect(opened().of("prod")).toBeUndefined();
    expect(opened("other code").of("dev")).toBeDefined();
  });

  it("is of one estate", () => {
    keep(judgement("prod", []));
    const elsewhere = mkdtempSync(join(tmpdir(), "lakestage-estate-"));
    expect(opened("code and day", elsewhere).of("prod")).toBeUndefined();
    rmSync(elsewhere, { recursive: true });
  });

  it("has nothing of stacks that are gone", () => {
    keep(judgement("prod", []), judgement("prod.gone", []));
    expect(opened().of("prod.gone")).toBeUndefined();
    expect(opened().of("prod")).toBeDefined();
  });
});

describe("a stack that reads another", () => {
  const project = (outputs: string): Judgement => judgement("prod.delay", [], { heard: { prod: outputs } });

  it("holds while that one does, and gives the same", () => {
    keep(judgement("prod", [FILE]), project("outputs of prod"));
    expect(opened().of("prod.delay")).toBeDefined();
    writeFileSync(join(estate, "Pulumi.prod.yaml"), "config:\n");
    expect(opened().of("prod.delay")).toBeUndefined();
  });

  it("does not where that one gives something else, or is not kept", () => {
    keep(judgement("prod", []), project("other outputs"));
    expect(opened().of("prod.delay")).toBeUndefined();
    rmSync(folder, { recursive: true });
    keep(project("outputs of prod"));
    expect(opened().of("prod.delay")).toBeUndefined();
  });

  it("does not where they read each other", () => {
    keep(judgement("prod", [], { heard: { "prod.delay": "outputs of prod.delay" } }), project("outputs of prod"));
    expect(opened().of("prod.delay")).toBeUndefined();
  });
});

describe("that settings are sound", () => {
  it("is known of the same choice of stacks, while nothing that was looked at changes", () => {
    const kept = opened();
    kept.keepSound(["prod", "dev"], new Set([FILE]));
    kept.save(ALL);
    expect(opened().isSound(["prod", "dev"])).toBe(true);
    expect(opened().isSound(["prod"])).toBe(false);
    writeFileSync(join(estate, "Pulumi.prod.yaml"), "");
    expect(opened().isSound(["prod", "dev"])).toBe(false);
  });

  it("is kept of a few choices only: the latest", () => {
    for (let choice = 0; choice < 30; choice++) {
      const kept = opened();
      kept.keepSound([`choice-${choice}`], new Set([FILE]));
      kept.save(ALL);
    }
    const known = Array.from({ length: 30 }, (_, choice) => opened().isSound([`choice-${choice}`]));
    expect(known.filter(Boolean).length).toBeLessThanOrEqual(10);
    expect(known.at(-1)).toBe(true);
  });
});

describe("the files", () => {
  const file = (): string => join(folder, readdirSync(folder).find((name) => name.endsWith(".json")) ?? "");

  it("are as if nothing were kept where they are damaged, and are made again", () => {
    keep(judgement("prod", [FILE]));
    const whole = readFileSync(file(), "utf8");
    for (const damaged of ["", whole.slice(0, 100), whole.slice(1), whole.replace("prod", "dev"), `${whole} `]) {
      writeFileSync(file(), damaged);
      expect(opened().of("prod")).toBeUndefined();
    }
    keep(judgement("prod", [FILE]));
    expect(opened().of("prod")).toBeDefined();
  });

  it("do without a folder that can be written", () => {
    folder = join(folder, "file");
    writeFileSync(folder, "");
    keep(judgement("prod", [FILE]));
    expect(opened().of("prod")).toBeUndefined();
    folder = join(folder, "..");
  });

  it("of two runs at once are one run's or the other's, and whole", () => {
    const [one, other] = [opened(), opened()];
    one.keep(judgement("prod", []));
    other.keep(judgement("dev", []));
    one.save(ALL);
    other.save(ALL);
    expect([opened().of("prod"), opened().of("dev")].filter(Boolean)).toHaveLength(1);
  });

  it("are of the estates that were looked at last, and no more than fifty", () => {
    keep(judgement("prod", [FILE]));
    const first = file();
    for (let age = 1; age <= 80; age++) {
      const old = join(folder, `${age}.json`);
      writeFileSync(old, "");
      utimesSync(old, new Date(Date.now() - age * 60_000), new Date(Date.now() - age * 60_000));
    }
    writeFileSync(join(folder, "killed.json.1.partial"), "");
    utimesSync(join(folder, "killed.json.1.partial"), 0, 0);
    utimesSync(first, 0, 0);
    // What is only used stays, too.
    opened().save(ALL);
    put("Pulumi.dev.yaml");
    keep(judgement("dev", []));
    const left = readdirSync(folder);
    expect(left).toHaveLength(50);
    expect(left).toEqual(expect.arrayContaining(["1.json", "49.json"]));
    expect(left).not.toContain("killed.json.1.partial");
  });
});

function put(name: string): void {
  mkdirSync(join(estate, name, ".."), { recursive: true });
  writeFileSync(join(estate, name), "");
}
