import { loopbackReachedDirectly, proxiesOf, proxySettings, withoutCredentials } from "./proxies";

const LOOPBACK = "localhost,127.0.0.1,::1";

test.each([
  ["nothing", {}, LOOPBACK],
  ["the lower spelling", { no_proxy: "corp.example" }, `corp.example,${LOOPBACK}`],
  ["the upper spelling", { NO_PROXY: "corp.example" }, `corp.example,${LOOPBACK}`],
  ["both, and blanks", { no_proxy: "a.example, b.example", NO_PROXY: "b.example" }, `a.example,b.example,${LOOPBACK}`],
  ["loopback already", { NO_PROXY: "127.0.0.1" }, "127.0.0.1,localhost,::1"],
])("loopback is exempt in both spellings where %s is", (_, environment, expected) => {
  expect(loopbackReachedDirectly(environment)).toMatchObject({ no_proxy: expected, NO_PROXY: expected });
});

test("gRPC's own list has loopback too, and keeps what it has", () => {
  expect(loopbackReachedDirectly({ no_grpc_proxy: "x.example" }).no_grpc_proxy).toBe(`x.example,${LOOPBACK}`);
});

test("a star, which exempts everything, stays alone, and gRPC, which knows none, is told the names", () => {
  expect(loopbackReachedDirectly({ no_proxy: "*" })).toEqual({
    no_proxy: "*",
    NO_PROXY: "*",
    no_grpc_proxy: LOOPBACK,
  });
});

test("a second time nothing changes", () => {
  const once = loopbackReachedDirectly({ NO_PROXY: "corp.example" });
  expect(loopbackReachedDirectly(once)).toEqual(once);
});

test("proxies are read in both spellings, the lower one first, and without a scheme speak HTTP", () => {
  const environment = { HTTPS_PROXY: "http://upper:1", https_proxy: "lower:2", ALL_PROXY: "http://all:3" };
  expect(proxiesOf(environment)).toMatchObject({ http: "http://all:3", https: "http://lower:2" });
  expect(proxiesOf({ no_proxy: " a.example ,b.example" }).direct).toBe("a.example,b.example");
});

test("what is shown of a proxy has no password", () => {
  expect(withoutCredentials("http://me:secret@proxy.example:3128")).toBe("http://proxy.example:3128");
  expect(withoutCredentials("me:sec@ret@proxy.example:3128")).toBe("proxy.example:3128");
  expect(proxySettings({ HTTP_PROXY: "http://me:secret@proxy.example", NO_PROXY: "x" })).toEqual([
    { name: "HTTP_PROXY", value: "http://proxy.example" },
    { name: "no_proxy", value: "x" },
  ]);
  expect(proxySettings({ NO_PROXY: "x" })).toEqual([]);
});
