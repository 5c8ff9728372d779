import { join } from "node:path";
import { declareEstate } from "../infra/declaration";
import { answers, answerTo } from "../policies/mutation/answers";
import { dangerAnswers } from "../policies/mutation/danger-answers";
import { isOpen, surveyDangers } from "../policies/mutation/danger-survey";
import { survey } from "../policies/mutation/survey";
import { allRules } from "../policies/rule-index";
import { databricksSchema } from "./databricks-schema";

/** `npm run mutate`: what the rules catch of an estate that is made worse value by value, and of dangers in what the provider knows. Ends with 1 for a survivor without an answer. */
async function main(): Promise<void> {
  const rules = allRules();
  const estate = await declareEstate(join(__dirname, ".."));
  const { caughtBy, mutations, survivors } = survey(estate, rules);
  const known = answers();
  for (const [rule, count] of caughtBy) console.log(`${rule}  ${count}`);
  for (const survivor of survivors) {
    const { mutator, path, resource, stack, type, value } = survivor;
    const answer = answerTo(survivor, known)?.because ?? "NOT ANSWERED";
    console.log(`${stack}: ${type.split(":").at(-1)} ${resource} ${path}: ${mutator}: ${value}\n  ${answer}`);
  }
  const open = survivors.filter((survivor) => !answerTo(survivor, known)).length;
  console.log(
    `${mutations} mutations, ${mutations - survivors.length} caught, ${survivors.length} not, of which ${open} without an answer`,
  );
  const dangers = surveyDangers(estate, databricksSchema(), rules, dangerAnswers());
  const openDangers = dangers.filter(isOpen);
  for (const { fear, path, type, value } of openDangers) {
    console.log(`${type.split(":").at(-1)} ${path}: ${fear}: ${value}: caught by no rule, and NOT ANSWERED`);
  }
  const caught = dangers.filter(({ caughtBy }) => caughtBy.length > 0).length;
  console.log(`${dangers.length} dangers, ${caught} caught, ${openDangers.length} without an answer`);
  if (open + openDangers.length > 0) process.exitCode = 1;
}

main();
