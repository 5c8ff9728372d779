import { closeSecrets, hasUnknown, openSecrets, UNKNOWN } from "./pulumi-values";

const secret = (value: string | object) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value: value as never,
});

describe("secrets", () => {
  it("are opened to be sent and closed where they were", () => {
    const wrapped = { plain: "a", nested: { list: ["b", secret("c")] } };
    const { plain, secrets } = openSecrets(wrapped);
    expect(plain).toEqual({ plain: "a", nested: { list: ["b", "c"] } });
    expect(closeSecrets(plain, secrets)).toEqual(wrapped);
  });

  it("inside a secret stay inside it", () => {
    const { plain, secrets } = openSecrets({ outer: secret({ inner: secret("x") }) });
    expect(closeSecrets(plain, secrets)).toEqual({ outer: secret({ inner: "x" }) });
  });

  it("in a list that has become shorter make the whole list secret", () => {
    expect(closeSecrets({ list: ["a"] }, [["list", 3]])).toEqual({ list: secret(["a"]) });
  });
});

test("a value is unknown when anything in it is", () => {
  expect(hasUnknown({ a: [{ b: UNKNOWN }] })).toBe(true);
  expect(hasUnknown({ a: [{ b: "known" }] })).toBe(false);
});
