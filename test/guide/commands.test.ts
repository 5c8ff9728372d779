import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import execa from "execa";
import { commandLine } from "../../cli/command-line";
import { selectStacks } from "../../cli/stacks/select-stacks";
import { stacksOf } from "../../cli/stacks/stacks";
import { resolveToolchain } from "../../sandbox/engine";
import { roleNamed } from "../../sandbox/services/arm/built-in-roles";
import { parseCondition } from "../../sandbox/services/arm/conditions";
import { CHECKOUT } from "../harness/estate";
import { azureCommand } from "./azure-cli";
import { guideCommands } from "./guide-commands";
import { githubWorkflow, pipelineSteps } from "./pipelines";
import { databricksCommands, stepInputs } from "./published-tools";
import { anything, type Call, follow } from "./session";

/*
 * The guide to Azure, typed in from its first line to its last with stand-ins for every program. What each is told is then
 * read as the program reads it.
 */

let calls: Call[];
beforeAll(async () => {
  calls = await follow(guideCommands(), anything);
}, 60_000);

const callsOf = (...programs: string[]): Call[] => calls.filter(({ program }) => programs.includes(program));

/** What is wrong with calls, each with its line of the page. */
async function wrong(asked: readonly Call[], problems: (words: string[]) => string[] | Promise<string[]>) {
  const found = await Promise.all(
    asked.map(async ({ line, program, words }) =>
      (await problems(words)).map((problem) => `line ${line}: ${program} ${words.join(" ")}: ${problem}`),
    ),
  );
  return found.flat();
}

test("every command is one that its program has, with parameters that it takes", async () => {
  expect(callsOf("az").length).toBeGreaterThan(30);
  expect(await wrong(callsOf("az"), (words) => azureCommand(words).problems)).toEqual([]);
  expect(callsOf("npx").length).toBeGreaterThan(10);
  expect(await wrong(callsOf("npx"), lakestageProblems)).toEqual([]);
  expect(callsOf("databricks").length).toBeGreaterThan(5);
  expect(await wrong(callsOf("databricks"), databricksProblems)).toEqual([]);
  const { scripts } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8"));
  expect(
    await wrong(callsOf("npm"), ([verb = ""]) => (verb === "ci" || scripts[verb] ? [] : ["no such script"])),
  ).toEqual([]);
});

test("pulumi takes every command of the page", async () => {
  const { pulumi } = await resolveToolchain({ onProgress: () => {} });
  const asked = new Map(callsOf("pulumi").map((call) => [call.words.join(" "), call]));
  expect(asked.size).toBeGreaterThan(25);
  const refused: string[] = [];
  // The engine reads all that it is told before it says how it is used.
  for (const { line, words } of asked.values()) {
    const { exitCode, stderr } = await execa(pulumi, [...words, "--help"], { reject: false });
    if (exitCode !== 0) refused.push(`line ${line}: pulumi ${words.join(" ")}: ${stderr}`);
  }
  expect(refused).toEqual([]);
}, 120_000);

test("every role that a command assigns is built in, or made by an earlier command", () => {
  const made = new Set<string>();
  const unknown: string[] = [];
  for (const { line, words } of callsOf("az")) {
    const { command, values } = azureCommand(words);
    if (command === "role definition create") made.add(JSON.parse(values.get("--role-definition") ?? "").Name);
    if (command !== "role assignment create") continue;
    const role = values.get("--role") ?? "";
    if (!made.has(role)) expect([line, roleNamed(role)]).toEqual([line, expect.any(String)]);
    const condition = values.get("--condition");
    if (condition !== undefined) parseCondition(condition);
  }
  expect(unknown).toEqual([]);
});

test("every stack that a command names is made by an earlier one", async () => {
  const names = stacksOf(CHECKOUT).map(({ name }) => name);
  const made = new Set<string>();
  const early: string[] = [];
  for (const { line, words } of callsOf("pulumi")) {
    if (words[0] === "stack" && words[1] === "init") made.add(words[2] ?? "");
    const stack = words[words.findIndex((word) => word === "-s" || word === "--stack") + 1];
    const named = words.some((word) => word === "-s" || word === "--stack");
    if (named && stack !== undefined && !made.has(stack)) early.push(`line ${line}: ${stack}`);
  }
  expect(early).toEqual([]);
  expect([...made].sort()).toEqual(names.sort());
});

describe("the pipelines", () => {
  test("are a workflow that GitHub's own parser takes", async () => {
    const { stdout } = await execa("node", ["--import", "tsx", join(__dirname, "github-workflow.mts")], {
      input: githubWorkflow(),
      cwd: CHECKOUT,
    });
    expect(JSON.parse(stdout)).toEqual([]);
  }, 30_000);

  test("use actions and tasks of a fixed version, with inputs that they have", () => {
    const steps = pipelineSteps().filter(({ uses }) => uses !== undefined);
    expect(steps.length).toBeGreaterThan(10);
    const unknown = steps.flatMap(({ inputs, line, uses = "" }) =>
      Object.keys(inputs)
        .filter((input) => !stepInputs[uses]?.includes(input))
        .map((input) => `line ${line}: ${uses} has no input ${input}`),
    );
    expect(unknown).toEqual([]);
    expect(steps.filter(({ uses = "" }) => !stepInputs[uses])).toEqual([]);
  });
});

/** Reads a command line as `lakestage` does, and runs nothing. */
async function lakestageProblems([program, ...words]: string[]): Promise<string[]> {
  if (program !== "lakestage") return [`npx ${program} is not of this checkout`];
  const lines: string[] = [];
  const parsed = commandLine({ result() {}, note() {}, interactive: false });
  const take = (command: Command): void => {
    command.configureOutput({ writeErr: (text) => lines.push(text) });
    for (const each of command.commands) take(each);
    if (command.commands.length > 0) return;
    // Where a command takes stacks, these are the first of what its action gets.
    command.action((stacks: unknown) => {
      if (Array.isArray(stacks)) selectStacks(stacksOf(CHECKOUT), stacks);
    });
  };
  take(parsed);
  try {
    await parsed.parseAsync(words, { from: "user" });
    return [];
  } catch (error) {
    return [lines.join("") || String(error)];
  }
}

function databricksProblems(words: string[]): string[] {
  const command = words.slice(0, 2).join(" ");
  const published = databricksCommands[command];
  if (!published) return ["is not among the published commands"];
  const rest = words.slice(2);
  const unknown = rest.filter((word) => word.startsWith("--") && !published.flags.includes(word));
  const flags = rest.findIndex((word) => word.startsWith("--"));
  const given = flags < 0 ? rest.length : flags;
  return [
    ...unknown.map((flag) => `has no flag ${flag}`),
    ...(given === published.words ? [] : [`takes ${published.words} words, not ${given}`]),
  ];
}
