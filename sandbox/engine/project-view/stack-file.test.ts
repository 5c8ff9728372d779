import { parse } from "yaml";
import { SECRET_PLACEHOLDER, sandboxStackFile } from "./stack-file";

const CLOUD = `# a comment
secretsprovider: azurekeyvault://vault.example/keys/state
encryptedkey: c2VjcmV0
encryptionsalt: v1:abc
config:
  lakestage:network:
    cidr: 10.0.0.0/16 # inline
  lakestage:webhook:
    secure: AAABAJd0
  lakestage:list:
    - secure: AAABAJd1
    - plain
  lakestage:notifications:
    slack: { url: { secure: "AAABAJd2" } } # also so
    teams: { url: {secure: AAABAJd3}}
`;

test("the cloud's secrets provider and secret values are not in the sandbox's copy; all else is", () => {
  expect(parse(sandboxStackFile(CLOUD))).toEqual({
    config: {
      "lakestage:network": { cidr: "10.0.0.0/16" },
      "lakestage:webhook": SECRET_PLACEHOLDER,
      "lakestage:list": [SECRET_PLACEHOLDER, "plain"],
      "lakestage:notifications": { slack: { url: SECRET_PLACEHOLDER }, teams: { url: SECRET_PLACEHOLDER } },
    },
  });
});

test("every line keeps its place", () => {
  const lines = sandboxStackFile(CLOUD).split("\n");
  expect(lines).toHaveLength(CLOUD.split("\n").length);
  expect(lines[6]).toBe("    cidr: 10.0.0.0/16 # inline");
});

test("a file without secrets is left as it is", () => {
  const text = "config:\n  lakestage:secure: yes\n";
  expect(sandboxStackFile(text)).toBe(text);
});
