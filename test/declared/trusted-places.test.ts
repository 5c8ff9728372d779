import { type DeclaredStack, declareEstate } from "../../infra/declaration";
import { planted, USUAL_STACK } from "../../policies/cases/planted";
import { judge } from "../../policies/judge";
import { allRules, casesOf, ruleFiles } from "../../policies/rule-index";
import { CHECKOUT } from "../harness/estate";

const files = ruleFiles();
/** The rules about trusted places and destinations, which look at the same properties for different things. */
const rules = allRules().filter(({ id }) => id.startsWith("LSTRUST"));
/** By name. */
let shipped: Map<string, DeclaredStack>;

beforeAll(async () => {
  shipped = new Map((await declareEstate(CHECKOUT)).map((stack) => [stack.name, stack]));
}, 60_000);

const planned = rules.flatMap(({ id }) =>
  casesOf(files.get(id) ?? "").caught.map((each) => [id, each.name, each] as const),
);

/** What stands at a path such as `tasks[0].libraries[1].whl`. */
const valueAt = (value: unknown, path: string): unknown =>
  path
    .replaceAll(/\[(\d+)\]/g, ".$1")
    .split(".")
    .reduce<unknown>((part, key, index, keys) => {
      const whole = keys.slice(index).join(".");
      // Settings of Spark have dots in their names.
      if (typeof part !== "object" || part === null) return part;
      return Reflect.has(part, key) ? Reflect.get(part, key) : Reflect.get(part, whole);
    }, value);

describe("what leads code in or data out", () => {
  it.each(planned)("%s alone finds %s, where it stands", (id, _, { changes, stack: name = USUAL_STACK }) => {
    const stack = shipped.get(name);
    if (!stack) throw new Error(`no stack ${name} is shipped`);
    const changed = planted(stack, changes);
    const findings = judge(changed, rules);
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual([id]);
    for (const { property = "", urn } of findings) {
      const resource = changed.resources.find((each) => each.urn === urn);
      // What is missed stands nowhere, and its property's name is the place.
      if (/^(ipAccessList|owner)$/.test(property)) continue;
      expect({ property, value: valueAt(resource?.inputs, property) }).toEqual({
        property,
        value: expect.anything(),
      });
    }
  });
});

type Trust = DeclaredStack["settings"]["trust"];

/** Settings, and the violation that is none with them. */
const TRUSTED: [subject: string, name: string, trust: Partial<Trust>][] = [
  ["git-organizations", "a Git folder of another organisation", { gitOrganizations: ["github.com/somebody"] }],
  ["package-indexes", "a package by its address", { packageIndexes: ["https://files.example/"] }],
  ["image-registries", "a job's image of a public registry", { imageRegistries: ["ghcr.io/somebody"] }],
  ["email-domains", "a job's failures", { emailDomains: ["lakestage.example", "stranger.example"] }],
  ["hosts", "a webhook", { hosts: ["*.stranger.example"] }],
  ["hosts", "a chat of Slack's that no setting names", { hosts: ["hooks.slack.com"] }],
  ["recipients", "a recipient in another account", { recipients: ["hospital"] }],
  ["metastore-sharing", "a metastore that shares with other organisations", { recipients: ["hospital"] }],
  ["subscriptions", "logs in a stranger's archive", { subscriptions: ["99999999-0000-4000-8000-000000000001"] }],
];

describe("what the settings trust", () => {
  it.each(TRUSTED)("is left alone by %s: %s", (subject, name, trust) => {
    const [id, file] = [...files].find(([, each]) => each.endsWith(`/trust/${subject}.ts`)) ?? [];
    const { changes, stack: stackName = USUAL_STACK } =
      planned.find(([rule, each]) => rule === id && each === name)?.[2] ?? {};
    const stack = shipped.get(stackName);
    if (!stack || !changes || file === undefined) throw new Error(`${subject} plants no "${name}"`);
    const settings = { ...stack.settings, trust: { ...stack.settings.trust, ...trust } };
    expect(judge({ ...planted(stack, changes), settings }, rules)).toEqual([]);
  });

  it("is, without a word, whoever deploys and whoever is notified", () => {
    const stack = shipped.get("prod.flight-delay");
    if (!stack) throw new Error("prod.flight-delay is not shipped");
    const { emailDomains: _, gitOrganizations: __, ...trust } = stack.settings.trust;
    expect(judge({ ...stack, settings: { ...stack.settings, trust } }, rules)).toEqual([]);
    const alone = { ...stack.settings, identity: {}, trust };
    expect(judge({ ...stack, settings: alone }, rules).map(({ rule }) => rule)).toEqual(["LSTRUST002"]);
  });
});
