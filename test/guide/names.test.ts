import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stacksOf } from "../../cli/stacks/stacks";
import { loadEnvironment, serviceConnections } from "../../infra/config";
import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { declarations } from "../../sandbox/azure-native/declarations";
import { CHECKOUT } from "../harness/estate";
import { azureCommand } from "./azure-cli";
import { COMMAND, guideCommands } from "./guide-commands";
import { blocks, spans, tableRows } from "./page";
import { githubWorkflow, pipelineSteps, settingsBlocks } from "./pipelines";
import { anything, follow } from "./session";
import { isChoice, isSetting } from "./setting-paths";
import { WORDS_OF_OTHERS } from "./words-of-others";

const read = (file: string): string => readFileSync(join(CHECKOUT, file), "utf8");
const stacks = stacksOf(CHECKOUT);
const sources = productSources();
const typed = blocks()
  .map(({ text }) => text)
  .join("\n");
const othersWords = new Set(Object.values(WORDS_OF_OTHERS).flat());

let estate: DeclaredStack[];
let declared: string[];
beforeAll(async () => {
  estate = await declareEstate(
    CHECKOUT,
    stacks.map(({ name }) => name),
  );
  declared = [...new Set(estate.flatMap(namesOf))];
}, 120_000);
afterAll(removeProjects);

/** A setting, a value of one, a stack, a file; or a command, which another test reads. */
const isOfConfiguration = (text: string): boolean =>
  COMMAND.test(text) ||
  isSetting(text) ||
  isChoice(text) ||
  existsSync(join(CHECKOUT, text)) ||
  stacks.some(({ name }) => text === name || text === `Pulumi.${name}.yaml`);

/** Something of the shipped estate; `<words>` stand for any part of a name, and a workspace's catalog has its name. */
function isDeclared(text: string): boolean {
  const pattern = text.split(/<[^>]+>/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const named = new RegExp(`^${pattern.join("[^/:]+")}$`);
  return declared.some((name) => named.test(name) || name.replaceAll("-", "_") === text);
}

/** Something of the page's own commands and pipelines: a variable, a branch, a line. */
const isTyped = (text: string): boolean =>
  typed.includes(text) || typed.includes(`${text.split(/[:=]/)[0]}:`) || typed.includes(`${text.split("=")[0]}=`);

/** A word or message of the sources, privileges as they are spelled there; `…` stands for what a message has besides. */
const isInSources = (text: string): boolean =>
  [text, text.replaceAll(" ", "_"), ...(/^Microsoft\./.test(text) ? [text.replace(/\/[^/]*$/, "")] : [])].some((word) =>
    word.split("…").every((part) => sources.includes(part)),
  ) ||
  (/^LAKESTAGE_[A-Z_]+=/.test(text) && sources.includes(text.split("=")[0] ?? ""));

test("every name on the page is one that there is", () => {
  const unknown = spans().filter(
    ({ text }) =>
      ![isOfConfiguration, isDeclared, isTyped, isInSources].some((is) => is(text)) && !othersWords.has(text),
  );
  expect(unknown).toEqual([]);
});

test("every message of the first aid is one of the product's or a service's", () => {
  const messages = tableRows("## First aid").flatMap(([symptom = ""]) =>
    [...symptom.matchAll(/"([^"]{4,})"/g)].map(([, message = ""]) => message),
  );
  expect(messages.length).toBeGreaterThan(15);
  expect(messages.filter((message) => !isInSources(message) && !othersWords.has(message))).toEqual([]);
});

test("no word is said to be another's that the page does not have", () => {
  const page = read("docs/deploy-to-azure.md").replaceAll(/\s+/g, " ");
  expect([...othersWords].filter((word) => !page.includes(word))).toEqual([]);
});

test("the settings that the page shows load", () => {
  for (const { text } of settingsBlocks()) {
    const own = read("Pulumi.yaml").replace(/ {2}lakestage:identity:\n(?: {4}.*\n)+/, (section) =>
      withLines(section, text),
    );
    expect(own).not.toBe(read("Pulumi.yaml"));
    const files = Object.fromEntries(
      ["Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"].map((file) => [file, read(file)]),
    );
    const loaded = loadEnvironment(projectWith({ ...files, "Pulumi.yaml": own }), "dev");
    expect(loaded.ok ? [] : loaded.problems).toEqual([]);
  }
});

test("the subscription is registered for every provider whose types are declared, and for no other", async () => {
  const calls = await follow(guideCommands(), anything);
  const registered = calls.flatMap(({ words }) => {
    const { command, values } = azureCommand(words);
    return command === "provider register" ? [values.get("--namespace")] : [];
  });
  // Resource groups, locks and role assignments are there in every subscription.
  const always = ["Microsoft.Resources", "Microsoft.Authorization"];
  const used = estate.flatMap(({ resources }) =>
    resources.flatMap(
      ({ type }) => /providers\/(Microsoft\.\w+)/.exec(declarations.resources[type]?.path ?? "")?.[1] ?? [],
    ),
  );
  expect(registered.sort()).toEqual([...new Set(used)].filter((each) => !always.includes(each)).sort());
});

test("the variables that the workflow reads are those that the page has set", () => {
  const read = [...githubWorkflow().matchAll(/vars\.(\w+)/g)].map(([, name = ""]) => name);
  const set = tableRows("### GitHub Actions").flatMap(([names = ""]) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
  );
  expect(new Set(set)).toEqual(new Set(read));
});

test("the pipelines of Azure DevOps sign in by connections that the identities trust", () => {
  const connections = pipelineSteps().flatMap(({ inputs }) =>
    inputs.azureSubscription ? [String(inputs.azureSubscription)] : [],
  );
  expect(connections).toHaveLength(1);
  for (const environment of ["dev", "staging", "prod"]) {
    const { deployment } = serviceConnections("lakestage", environment);
    expect(connections[0]?.replace(/\$\{\{ environment \}\}/, environment)).toBe(deployment);
    expect(declared.some((name) => name.endsWith(`/${deployment}`))).toBe(true);
  }
});

/** A section of settings, of which the page shows lines for its last entry; an id that it leaves open is the shipped one. */
function withLines(section: string, shown: string): string {
  const [, id = ""] = /azureDevOps:[\s\S]*organizationId: (\S+)/.exec(section) ?? [];
  const lines = shown.split("\n").filter((line) => line.startsWith("        ") && !line.includes("# …"));
  return `${section}${lines
    .join("\n")
    .replaceAll(/<[^>]+>/g, id)
    .replaceAll("…", "x")}\n`;
}

/** Whatever a stack says in names, keys and values of its resources and outputs. */
const namesOf = ({ outputs, resources }: DeclaredStack): string[] => [
  ...strings(outputs),
  ...resources.flatMap(({ inputs, name }) => [name, ...strings(inputs)]),
];

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return value instanceof Object ? Object.entries(value).flatMap(([key, each]) => [key, ...strings(each)]) : [];
}

function productSources(): string {
  const folders = ["access", "azure", "cli", "databricks", "infra", "sandbox"];
  const files = execFileSync("git", ["ls-files", ...folders], { cwd: CHECKOUT, encoding: "utf8" })
    .trim()
    .split("\n");
  const product = files.filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));
  return product.map(read).join("\n");
}
