import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Home } from "../../sandbox/lifecycle/home";
import { readSandboxDeployment, sandboxStackNames, stateFile } from "./sandbox-state";

const WHOLE = JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest: { resources: [] } } });

let home: Home;
let file: string;

beforeEach(() => {
  home = new Home(mkdtempSync(join(tmpdir(), "lakestage-state-")), 7400);
  file = stateFile(home, "dev");
  mkdirSync(dirname(file), { recursive: true });
});
afterEach(() => rmSync(home.directory, { recursive: true }));

test("a stack's state is read from the engine's file; a stack without one is not there", () => {
  expect(readSandboxDeployment(home, "dev")).toBeUndefined();
  writeFileSync(file, WHOLE);
  expect(readSandboxDeployment(home, "dev")).toEqual({ version: 3, deployment: { resources: [] } });
  writeFileSync(file, JSON.stringify({ version: 3, checkpoint: { stack: "dev" } }));
  expect(readSandboxDeployment(home, "dev")).toEqual({ version: 3, deployment: {} });
});

test.each([
  "",
  WHOLE.slice(0, 40),
  "\u0000\u0000\u0000",
  "null",
  "[]",
  '{"version":3}',
  '{"version":3,"checkpoint":{"latest":7}}',
])("one that holds %j is refused by name, with what to do", (content) => {
  writeFileSync(file, content);
  const read = () => readSandboxDeployment(home, "dev");
  expect(read).toThrow(`The state of the stack dev, ${file}, is damaged (`);
  expect(read).toThrow("Go back to a snapshot (lakestage sandbox restore), or start afresh (lakestage sandbox reset).");
  expect(read).toThrow(expect.objectContaining({ exitCode: 9 }));
  writeFileSync(`${file}.bak`, WHOLE);
  expect(read).toThrow(`Put back the engine's last copy (cp ${file}.bak ${file}) and run lakestage up dev`);
});

test("one that is gone beside a copy with resources was lost, and is told; one that was removed is not there", () => {
  const copied = (resources: object[]) =>
    writeFileSync(`${file}.bak`, JSON.stringify({ version: 3, checkpoint: { latest: { resources } } }));
  copied([{ urn: "urn:pulumi:dev::lakestage::pulumi:pulumi:Stack::lakestage-dev", type: "pulumi:pulumi:Stack" }]);
  expect(sandboxStackNames(home)).toEqual(["dev"]);
  const read = () => readSandboxDeployment(home, "dev");
  expect(read).toThrow(`The state of the stack dev, ${file}, is gone, and what the stack made is still there.`);
  expect(read).toThrow(`(cp ${file}.bak ${file}) and run lakestage up dev`);
  copied([]);
  expect(read()).toBeUndefined();
  writeFileSync(`${file}.bak`, "cut");
  expect(read()).toBeUndefined();
});
