import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { commandReference } from "../cli/command-reference";
import { accessReference } from "../infra/config/reference/access-reference";
import { jsonSchemas, jsonSchemaText } from "../infra/config/reference/json-schema";
import { projectReference } from "../infra/config/reference/project-reference";
import { settingsReference } from "../infra/config/reference/settings-reference";
import { declareEstate } from "../infra/declaration";
import { answers } from "../policies/mutation/answers";
import { dangerAnswers } from "../policies/mutation/danger-answers";
import { dangerPage } from "../policies/mutation/danger-page";
import { surveyDangers } from "../policies/mutation/danger-survey";
import { mutationPage } from "../policies/mutation/mutation-page";
import { survey } from "../policies/mutation/survey";
import { policyPages } from "../policies/pages/generated-pages";
import { ruleIndex } from "../policies/pages/index-page";
import { allRules } from "../policies/rule-index";
import { FILES, regenerated } from "../sandbox/azure-native/generator/regenerate";
import { regenerate } from "../sandbox/catalogue/regenerate";
import { coveragePage } from "../sandbox/coverage";
import { PROJECT_CONTRACT, projectContract, TASK_CONTRACT, taskContract } from "../test/harness/task-contract";
import { databricksSchema } from "./databricks-schema";
import { withGeneratedBlock } from "./generated-block";
import { roomsTable } from "./layers/rooms-table";

const CHECKOUT = join(__dirname, "..");

interface GeneratedFile {
  path: string;
  text: string;
}

/** Everything that is committed and generated, in this order: later ones read what earlier ones wrote. */
const steps: (() => GeneratedFile[] | Promise<GeneratedFile[]>)[] = [
  regenerate,
  azureDeclarations,
  tasks,
  settingsSchemas,
  policyPages,
  mutations,
  pages,
];

function azureDeclarations(): GeneratedFile[] {
  const { declarations, newer } = regenerated();
  return [
    { path: FILES.declarations, text: declarations },
    { path: FILES.newer, text: newer },
  ];
}

async function tasks(): Promise<GeneratedFile[]> {
  return [
    { path: TASK_CONTRACT, text: await taskContract() },
    { path: PROJECT_CONTRACT, text: await projectContract() },
  ];
}

function settingsSchemas(): GeneratedFile[] {
  return Object.entries(jsonSchemas()).map(([name, schema]) => ({
    path: join(CHECKOUT, "infra/config/generated", name),
    text: jsonSchemaText(schema),
  }));
}

async function mutations(): Promise<GeneratedFile[]> {
  const rules = allRules();
  const estate = await declareEstate(CHECKOUT);
  const known = dangerAnswers();
  const dangers = surveyDangers(estate, databricksSchema(), rules, known);
  return [
    { path: join(CHECKOUT, "docs/policies/mutations.md"), text: mutationPage(survey(estate, rules), rules, answers()) },
    { path: join(CHECKOUT, "docs/policies/dangers.md"), text: dangerPage(dangers, known) },
  ];
}

function pages(): GeneratedFile[] {
  return [
    withReference("docs/access.md", accessReference()),
    withReference("docs/architecture.md", roomsTable()),
    withReference("docs/command.md", commandReference()),
    { path: join(CHECKOUT, "docs/reference/coverage.md"), text: coveragePage() },
    withReference("docs/policies/README.md", ruleIndex(allRules())),
    withReference("docs/projects.md", projectReference()),
    withReference("docs/settings.md", settingsReference()),
  ];
}

/** A page of which a part is written by hand, and a part generated. */
function withReference(file: string, reference: string): GeneratedFile {
  const path = join(CHECKOUT, file);
  return { path, text: withGeneratedBlock(readFileSync(path, "utf8"), reference) };
}

async function main(): Promise<void> {
  for (const step of steps) {
    for (const { path, text } of await step()) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      console.log(`wrote ${relative(CHECKOUT, path)}`);
    }
  }
}

main();
