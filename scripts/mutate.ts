import { join } from "node:path";
import { declareEstate } from "../infra/declaration";
import { answers, answerTo } from "../policies/mutation/answers";
import { survey } from "../policies/mutation/survey";
import { allRules } from "../policies/rule-index";

/** `npm run mutate`: what the rules catch of an estate that is made worse value by value. Ends with 1 for a survivor without an answer. */
async function main(): Promise<void> {
  const rules = allRules();
  const { caughtBy, mutations, survivors } = survey(await declareEstate(join(__dirname, "..")), rules);
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
  if (open > 0) process.exitCode = 1;
}

main();
