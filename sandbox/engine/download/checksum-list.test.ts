import { checksumIn } from "./checksum-list";

const SHA1 = "a".repeat(40);
const SHA256 = "b".repeat(64);

test("the line of a file is found, however the list was written", () => {
  expect(checksumIn(`${SHA256}  pulumi-v1-linux-x64.tar.gz\n`, "pulumi-v1-linux-x64.tar.gz")).toEqual({
    algorithm: "sha256",
    digest: SHA256,
  });
  expect(checksumIn(`${SHA1}  ./plugin.tar.gz\r\n`, "plugin.tar.gz")).toEqual({ algorithm: "sha1", digest: SHA1 });
  expect(checksumIn(`${SHA256.toUpperCase()} *plugin.tar.gz`, "plugin.tar.gz")?.digest).toBe(SHA256);
});

test.each([
  ["a file that is not listed", `${SHA256}  other.tar.gz`],
  ["a file whose name ends alike", `${SHA256}  xplugin.tar.gz`],
  ["a digest of no known length", "abcdef  plugin.tar.gz"],
  ["a page", "<html><body>plugin.tar.gz</body></html>"],
])("%s has no checksum", (_, list) => {
  expect(checksumIn(list, "plugin.tar.gz")).toBeUndefined();
});
