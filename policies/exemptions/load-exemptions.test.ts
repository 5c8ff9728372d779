import { join } from "node:path";
import { describeProblems } from "../../infra/config";
import { projectWith, removeProjects } from "../../infra/testing/project-directory";
import { loadExemptions } from "./load-exemptions";
import { exemption, loadedFrom, TODAY } from "./testing/exemptions-file";

afterAll(removeProjects);

/** What is wrong with a file of this text, one line for each mistake, without the file's name. */
function problemsOf(text: string): string[] {
  const loaded = loadedFrom(text);
  if (loaded.ok) throw new Error("the file has no mistakes");
  return describeProblems(loaded.problems).replaceAll("policies/exemptions.yaml:", "").split("\n");
}

const fileWith = (...exemptions: string[]): string => `exemptions:\n${exemptions.join("")}`;

describe("policies/exemptions.yaml", () => {
  it("is shipped with no exemption", () => {
    expect(loadExemptions(join(__dirname, "../.."), [])).toEqual({ ok: true, exemptions: [] });
  });

  it.each([
    ["with comments only", "# none\n"],
    ["with an empty list", "exemptions: []\n"],
  ])("may be %s", (_, text) => {
    expect(loadedFrom(text)).toEqual({ ok: true, exemptions: [] });
  });

  it("may be missing: nothing is silenced then", () => {
    expect(loadExemptions(projectWith({}), [], TODAY)).toEqual({ ok: true, exemptions: [] });
  });

  it("says where each exemption stands", () => {
    const loaded = loadedFrom(fileWith(exemption(), exemption({ rule: "LSGRANT001", expires: TODAY })));
    expect(loaded).toMatchObject({
      ok: true,
      exemptions: [
        { rule: "LSSTOR001", expires: "2027-03-31", at: { file: "policies/exemptions.yaml", line: 2, column: 5 } },
        { rule: "LSGRANT001", expires: TODAY, at: { line: 7 } },
      ],
    });
  });

  it("may name a rule that was taken into another", () => {
    expect(loadedFrom(fileWith(exemption({ rule: "LSSTOR099" }), exemption()))).toMatchObject({
      ok: true,
      exemptions: [{ rule: "LSSTOR099" }, { rule: "LSSTOR001" }],
    });
  });

  it("takes an exemption for a year, and none for a day more", () => {
    expect(loadedFrom(fileWith(exemption({ expires: "2027-11-21" }))).ok).toBe(true);
    expect(problemsOf(fileWith(exemption({ expires: "2027-11-22" })))).toEqual([
      '6:14: "expires" must be at most one year from now',
    ]);
  });

  it.each([
    ["an unknown rule", { rule: "LSGRNT003" }, '2:11: "rule" must be a rule\'s id; did you mean "LSGRANT003"?'],
    [
      "a rule like no other",
      { rule: "CKV_1" },
      '2:11: "rule" must be a rule\'s id, such as those in docs/policies/README.md',
    ],
    ["a URN of stars only", { urn: '"**"' }, '3:10: "urn" must name something: this would silence the rule everywhere'],
    [
      "a URN that every one fits",
      { urn: "urn:pulumi:*::*" },
      '3:10: "urn" must name something: this would silence the rule everywhere',
    ],
    ["a URN with blanks", { urn: "data lake" }, '3:10: "urn" must be a resource\'s URN, with no blanks'],
    ["a word for a reason", { reason: "legacy" }, '4:13: "reason" must say in a sentence why the rule may be broken'],
    ["no owner", { owner: "" }, '2:5: missing key "owner"'],
    ["no end", { expires: "" }, '2:5: missing key "expires"'],
    ["a day that there is not", { expires: "2027-02-30" }, '6:14: "expires" must be a date such as 2027-03-31'],
    ["a date in another form", { expires: "31-03-2027" }, '6:14: "expires" must be a date such as 2027-03-31'],
    ["a mistyped key", { expires: "", expire: "2027-03-31" }, '6:5: unknown key "expire"; did you mean "expires"?'],
  ])("is refused with %s", (_, others, problem) => {
    expect(problemsOf(fileWith(exemption(others)))).toEqual([problem]);
  });

  it.each([
    ["a list", "- rule: LSSTOR001\n", '1:1: the file must hold the key "exemptions:", and a list below it'],
    ["an empty key", "exemptions:\n", '1:12: "exemptions" must be a list, not empty'],
    ["another key", "exemption: []\n", '1:1: unknown key "exemption"; did you mean "exemptions"?'],
    ["a tab", "exemptions:\n\t- rule: a\n", "2:1: tabs cannot indent: use spaces"],
  ])("is refused with %s", (_, text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  it("is refused with all its mistakes at once", () => {
    const text = fileWith(exemption({ owner: "" }), exemption({ rule: "LSGRANT03" }), exemption());
    expect(problemsOf(text)).toEqual([
      '2:5: missing key "owner"',
      '6:11: "rule" must be a rule\'s id; did you mean "LSGRANT003"?',
      "11:5: an exemption above has the same rule and urn: keep one",
    ]);
  });
});
