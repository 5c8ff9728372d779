import { parseJson } from "../catalogue/lossless-json";
import { parseCallerJson } from "./caller-json";

test.each([200, 20_000])(
  "what is nested %i levels deep is refused, also around an integer that no number holds",
  (levels) => {
    const text = `${"[".repeat(levels)}9007199254740993${"]".repeat(levels)}`;
    expect(() => parseCallerJson(text, parseJson)).toThrow(new SyntaxError("it is nested more than 100 levels deep"));
  },
);
