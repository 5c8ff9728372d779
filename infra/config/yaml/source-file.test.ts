import { SourceFile } from "./source-file";

function said(text: string): string[] {
  const { formProblems, syntaxProblems } = new SourceFile("f", text);
  return [...syntaxProblems, ...formProblems].map(({ column, line, message }) => `${line}:${column} ${message}`);
}

describe("what is no YAML is told once, in words of ours", () => {
  it.each([
    ["a: [1, 2\nb: 3\nc: 4\n", "2:1 what is opened above is not closed before this: ] is missing"],
    ['a: "b\nc: d\n', "1:4 this quote is closed nowhere"],
    ["a:\n\tb: 1\n\tc: 2\n", "2:1 tabs cannot indent: use spaces"],
    ["a: @b\n", "1:4 no value can begin with this character: put it in quotes"],
    ["a: }\nb: 1\n", /^1:4 nobody expects this here/],
    ["a: b: c\nd: e: f\n", /^1:4 a second colon/],
    ["a: |x\n  t\n", "1:5 nothing may follow | or > on its line"],
    ["<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", /^1:1 a merge left both versions here/],
    ["%FOO\n---\na: 1\n", "1:1 nobody reads this % line: take it out"],
    ["*x : 1\n", "1:1 a key must be a single name"],
    [": 1\n", /^1:1 a key is missing or empty/],
    ["a: { __proto__: 1 }\n", "1:6 no program keeps a key of this name: give it another"],
    ["a: &x 1\nb: &x 2\nc: *x\n", '2:7 "&x" is there already: give one of the two another name'],
    ["a: b\0c\n", /^1:5 a zero byte/],
    ["a:\u00A0b\n", /^1:3 a character that cannot be seen/],
    ["a: b\u200B\n", /^1:5 a character that cannot be seen/],
    [`a: ${"[".repeat(20000)}`, /^1:\d+ braces, brackets or dashes stand too deeply/],
    [`a: ${"[".repeat(80)}${"]".repeat(80)}\n`, /^1:53 stands within 50 others/],
  ])("%#", (text, message) => {
    expect(said(text)).toEqual([typeof message === "string" ? message : expect.stringMatching(message)]);
  });

  it("and keys that are there twice each, as they do not follow from each other", () => {
    expect(said("a: 1\na: 2\nb: 1\nb: 2\n")).toHaveLength(2);
  });
});

it("blanks are looked at once, however many there are", () => {
  // Where each began a search of its own, this would take hours.
  expect(said(`a: b # ${" ".repeat(2_000_000)}\n`)).toEqual([]);
});

it("aliases that repeat each other are counted, and never written out", () => {
  const levels = Array.from({ length: 40 }, (_, index) => `b${index}: &b${index} [*b${index - 1}, *b${index - 1}]`);
  const file = new SourceFile("f", ["b: &b-1 [x]", ...levels].join("\n"));
  expect(file.syntaxProblems).toEqual([expect.objectContaining({ message: expect.stringContaining("20 aliases") })]);
  expect(file.content()).toBeUndefined();
});

it.each(["\uFEFFa: b\n", "a: b\r\n"])(
  "a mark of the encoding and Windows' ends of lines are no mistake: %j",
  (text) => {
    const file = new SourceFile("f", text);
    expect([file.syntaxProblems, file.content()]).toEqual([[], { a: "b" }]);
  },
);
