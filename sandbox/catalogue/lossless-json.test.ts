import { integerOf, jsonText, parseJson } from "./lossless-json";

test.each([
  "9007199254740993",
  "-9007199254740993",
  '{"ids":[9007199254740993,1,12345678901234567890],"name":"9007199254740993 and \\"9007199254740995\\""}',
  '{"9007199254740993":{"__proto__":18446744073709551615}}',
])("%s comes back digit by digit", (text) => {
  expect(jsonText(parseJson(text))).toBe(text);
});

test("only integers that no number holds are something else than numbers", () => {
  expect(parseJson("[9007199254740991, 9007199254740993, 0.125, 1e20]")).toEqual([
    9007199254740991,
    9007199254740993n,
    0.125,
    1e20,
  ]);
  expect([integerOf("42"), integerOf("9007199254740993")]).toEqual([42, 9007199254740993n]);
});

test("what is no JSON is none", () => {
  expect(() => parseJson("[9007199254740993")).toThrow(SyntaxError);
});

test("what is undefined is left out, and what JSON can not carry is refused", () => {
  expect(jsonText({ id: 9007199254740993n, gone: undefined })).toBe('{"id":9007199254740993}');
  const circle: { self?: object } = {};
  circle.self = circle;
  expect(() => jsonText(circle)).toThrow(TypeError);
});
