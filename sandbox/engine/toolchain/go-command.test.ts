import { buildError } from "./go-command";

test.each([
  [
    "no such host",
    'go: example.org/x@v1.0.0: Get "https://proxy.example/x": dial tcp: lookup proxy.example: no such host',
    "no-network",
    "GOPROXY",
  ],
  [
    "a proxy's refusal",
    "go: example.org/x@v1.0.0: reading https://proxy.example/x.mod: 403 Forbidden: 403 Forbidden",
    "no-network",
    "GOPROXY",
  ],
  ["a full disk", "mkdir /tmp/go-build1: no space left on device", "no-space", "6 GB"],
  [
    "an old Go",
    "go: go.mod requires go >= 1.26.0 (running go 1.24.1; GOTOOLCHAIN=local)",
    "build-failed",
    "go.dev/doc/install",
  ],
  ["a killed compiler", "github.com/x: /go/compile: signal: killed", "build-failed", "memory"],
])("%s is explained", (_, stderr, problem, advice) => {
  const error = buildError("build", stderr);
  expect(error.problem).toBe(problem);
  expect(error.message).toContain(advice);
});

test("what cannot be explained is shown, by its last lines", () => {
  const stderr = Array.from({ length: 40 }, (_, index) => `line ${index}`).join("\n");
  const { message } = buildError("build", stderr);
  expect(message).toContain("go build failed");
  expect(message).toContain("line 39");
  expect(message).not.toContain("line 3\n");
});
