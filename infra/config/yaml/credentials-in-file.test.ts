import { credentialProblems } from "./credentials-in-file";
import { SourceFile } from "./source-file";

/** Made up here, so that no scanner takes this file for one that holds a credential. */
const CREDENTIALS: Record<string, string> = {
  "a token of Databricks": `dapi${"0a1b2c3d".repeat(4)}`,
  "a key of Amazon's": `AKIA${"ABCD2345".repeat(2)}`,
  "a token of GitHub's": `ghp_${"aB3d".repeat(9)}`,
  "a fine-grained token of GitHub's": `github_pat_${"aB3d".repeat(9)}`,
  "a token of GitLab's": `glpat-${"aB3d_".repeat(4)}`,
  "a token of Slack's": `xoxb-${"123456-".repeat(3)}`,
  "a secret of Entra's": `abc8Q~${"aB3d".repeat(8)}`,
  "a signed token": `${`eyJ${"hbGci".repeat(3)}`}.${`eyJ${"zdWIi".repeat(3)}`}.c2ln`,
  "a connection string": `Endpoint=x;AccountKey=${"aB3d".repeat(12)}==`,
  "a signature": `https://x.example/?sig=${"aB3d".repeat(6)}`,
  "an address with a password": "https://robot:hunter2@git.example/trains",
  "a password for PostgreSQL": "jdbc:postgresql://db.example/x?user=etl&password=hunter2",
  "a password for a key": "jdbc:postgresql://db.example/x?sslpassword=hunter2",
  "a password for SQL Server": "jdbc:sqlserver://db.example;user=u;Password=hunter2;encrypt=true",
  "a password for a store of certificates": "jdbc:sqlserver://db.example;trustStorePassword=hunter2",
  "a token for SQL Server": "jdbc:sqlserver://db.example;accessToken=hunter2",
  "a password for Databricks": "jdbc:databricks://x.example:443;UID=token;PWD=hunter2",
  "a password for MySQL": "jdbc:mysql://address=(host=db.example)(user=u)(password=hunter2)/x",
  "a password for Oracle": "jdbc:oracle:thin:etl/hunter2@//db.example/x",
};

const saidOf = (text: string): string[] =>
  credentialProblems(new SourceFile("a.yaml", text)).map(
    ({ column, line, message }) => `${line}:${column} ${message.split(" looks")[0]}`,
  );

describe("a credential in plain text is told where it stands", () => {
  it.each(Object.entries(CREDENTIALS))("%s", (_, credential) => {
    expect(saidOf(`a:\n  b: { c: "${credential}" }\n`)).toEqual(['2:11 "c"']);
    expect(saidOf(`a:\n  - x\n  - ${credential}\n`)).toEqual(['3:5 "a"']);
  });

  const token = CREDENTIALS["a token of Databricks"] ?? "";

  it("in a block of text on its own line, in a comment, and as a key", () => {
    const key = "-----BEGIN RSA PRIVATE KEY-----";
    expect(saidOf(`a: |\n  first\n  ${key}\n  x\n`)).toEqual(['3:3 "a"']);
    expect(saidOf(`# was ${token}\na: 1\n`)).toEqual(["1:7 this"]);
    expect(saidOf(`a: { ${token}: 1 }\n`)).toEqual(["1:6 this"]);
    expect(saidOf(`a: &t ${token}\nb: *t\n`)).toEqual(['1:7 "a"']);
  });

  it("by its name, however it looks; and says nothing of the value", () => {
    expect(saidOf('parameters: { api-key: hunter2, db_password: "x y" }\n')).toEqual([
      '1:24 "api-key"',
      '1:46 "db_password"',
    ]);
    expect(credentialProblems(new SourceFile("a.yaml", `a: ${token}\n`))[0]?.message).not.toContain(token);
  });

  it.each([
    'secret-scope: lakestage\ntoken: "{{secrets/lakestage/key}}"\nmax_token: 128\n',
    'pad_token: "[PAD]"\neos_token: </s>\ntoken_limit: 9\n',
    "secrets: { scope: lakestage, backend: keyVault }\n",
    "repository: https://github.com/lakestage-example/mlops\nid: 7d1f0c0e-5a3b-4c59-9f0a-2b8f3c1de001\n",
    "url: jdbc:postgresql://db.example/x?user=etl&passwordless=true&password=\n",
    'url: "jdbc:sqlserver://db.example;user=u;password={{secrets/lakestage/jdbc}}"\n',
    "url: jdbc:oracle:thin:@//db.example:1521/x\n",
    "commit: 5e9732a0c3f1b2d4e5f60718293a4b5c6d7e8f90\n",
  ])("and is none where it names where one is, or counts: %#", (text) => {
    expect(saidOf(text)).toEqual([]);
  });
});
