import { code, codeBlock, plain } from "./markdown-text";

test("plain text is on one line, and nothing in it is markup or a link", () => {
  expect(plain("a\nb | https://x.example www.x.example #1")).toBe(
    "a b &#124; https&#58;//x.example www&#46;x.example &#35;1",
  );
});

test("code keeps its backticks, and does not end a table's cell", () => {
  expect(code("a|b")).toBe("`a\\|b`");
  expect(code("a `b``c")).toBe("``` a `b``c ```");
  expect(codeBlock("```\na\n```\n", "yaml")).toBe("````yaml\n```\na\n```\n````");
});
