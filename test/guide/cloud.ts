import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import execa from "execa";
import { objectIdOf } from "../../sandbox/services/arm/directory-objects";
import { CHECKOUT, type Estate } from "../harness/estate";
import { AzureAnswers, type Ended } from "./azure-answers";
import { databricks } from "./databricks-answers";
import { filled } from "./session";

/** What the reader writes in the place of `<words>`. */
export type Fill = (placeholder: string) => string;

/** A program that ran in the shell. */
export interface Ran {
  words: string[];
  exitCode: number;
}

/**
 * A shell of somebody who follows the guide, in which a sandbox is the cloud: `az` answers by its ARM, `pulumi` is the engine
 * with a folder in the place of the state's container and a passphrase in that of the vault, `npx lakestage` is this
 * checkout's. Variables stay from one command to the next.
 */
export class GuideShell {
  private token = "";
  private name = "";

  private constructor(
    private readonly estate: Estate,
    private readonly folder: string,
    private readonly server: Server,
    private readonly environment: Record<string, string>,
  ) {}

  static async open(estate: Estate, settings: { subscriptionId: string; tenantId: string }): Promise<GuideShell> {
    const folder = mkdtempSync(join(tmpdir(), "lakestage-guide-"));
    const exported = await estate.json<Record<string, string>>("env");
    const { arm } = await estate.addresses();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const shell: GuideShell = new GuideShell(estate, folder, server, {
      ...ofEngine(exported),
      GUIDE: folder,
      GUIDE_ANSWERS: `http://127.0.0.1:${port}`,
      GUIDE_PULUMI: exported.LAKESTAGE_PULUMI ?? "",
      GUIDE_LAKESTAGE: join(CHECKOUT, "bin/lakestage.js"),
      LAKESTAGE_PROJECT: estate.project,
      LAKESTAGE_HOME: join(folder, "home"),
      HOME: folder,
      NO_COLOR: "1",
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
    });
    const azure = new AzureAnswers({
      arm,
      ...settings,
      token: () => shell.token,
      objectId: () => objectIdOf(settings, shell.name),
    });
    server.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const [program, ...words] = JSON.parse(Buffer.concat(chunks).toString("utf8")) as string[];
      const host = String(request.headers["x-host"]);
      const ended: Promise<Ended> = program === "az" ? azure.run(words) : databricks(words, host, shell.token);
      response.end(JSON.stringify(await ended));
    });
    shell.placePrograms();
    return shell;
  }

  /** Signs somebody in, as `az login` does: a user by name, an identity by its client id. */
  async signIn(name: string): Promise<void> {
    this.token = await this.estate.token(name);
    this.name = name;
    writeFileSync(join(this.folder, "token"), this.token, { mode: 0o600 });
  }

  /**
   * Runs commands; what a program ends with does not end them, as in a terminal.
   * @param job Variables of a job in a pipeline, which has a shell of its own.
   * @returns every program that ran, with how it ended. @throws Error where the shell itself does not understand them.
   */
  async run(text: string, fill: Fill, { input = "", job }: { input?: string; job?: Record<string, string> } = {}) {
    const log = join(this.folder, "ran.log");
    const kept = join(this.folder, "variables");
    writeFileSync(log, "");
    const own = `set -u\n${filled(text, fill)}\n`;
    const script = job ? own : `[ ! -e "${kept}" ] || . "${kept}" 2>/dev/null\n${own}declare -p > "${kept}"\n`;
    const { all, exitCode } = await execa("/bin/bash", ["--norc", "-c", script], {
      cwd: this.estate.project,
      env: { ...this.environment, ...job },
      extendEnv: false,
      reject: false,
      all: true,
      ...(input === "" ? { stdin: "ignore" } : { input }),
    });
    if (exitCode !== 0) throw new Error(`the shell ends with ${exitCode}:\n${all}`);
    const ran = readFileSync(log, "utf8")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Ran);
    return { output: all ?? "", ran };
  }

  dispose(): void {
    this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private placePrograms(): void {
    const bin = join(this.folder, "bin");
    mkdirSync(bin);
    mkdirSync(join(this.folder, "state"));
    for (const [name, text] of Object.entries(PROGRAMS)) {
      writeFileSync(join(bin, name), text);
      chmodSync(join(bin, name), 0o755);
    }
    symlinkSync(process.execPath, join(bin, "node"));
  }
}

/** Of what makes plain `pulumi` work in the sandbox, what is not about its own stacks, nor about whoever is signed in. */
function ofEngine({
  DATABRICKS_TOKEN: _1,
  LAKESTAGE_ARM_TOKEN: _2,
  LAKESTAGE_PULUMI: _3,
  PULUMI_BACKEND_URL: _4,
  PULUMI_FALLBACK_TO_STATE_SECRETS_MANAGER: _5,
  PULUMI_OPTION_CWD: _6,
  PATH: _7,
  ...kept
}: Record<string, string>): Record<string, string> {
  return kept;
}

/** Writes down how a program ended that the shell ran, and not another program. */
const NOTED = `
code=$?
[ -n "\${GUIDE_WITHIN-}" ] || node -e 'require("fs").appendFileSync(process.env.GUIDE + "/ran.log", JSON.stringify({ words: process.argv.slice(2), exitCode: +process.argv[1] }) + "\\n")' $code "\${0##*/}" "$@"
exit $code
`;

/** Has the test answer. */
const ASKING = `#!/usr/bin/env node
const words = [require("path").basename(process.argv[1]), ...process.argv.slice(2)];
const { DATABRICKS_HOST = "", GUIDE, GUIDE_ANSWERS, GUIDE_WITHIN } = process.env;
fetch(GUIDE_ANSWERS, { method: "POST", body: JSON.stringify(words), headers: { "x-host": DATABRICKS_HOST } })
  .then((response) => response.json())
  .then(({ exitCode, output }) => {
    if (!GUIDE_WITHIN) require("fs").appendFileSync(GUIDE + "/ran.log", JSON.stringify({ words, exitCode }) + "\\n");
    (exitCode === 0 ? console.log : console.error)(output);
    process.exitCode = exitCode;
  });
`;

const PROGRAMS: Readonly<Record<string, string>> = {
  az: ASKING,
  databricks: ASKING,
  // The state's container is a folder, the vault's key a passphrase. Nobody is there to answer questions.
  pulumi: `#!/bin/bash
(
[ "$1" != login ] || { echo "$2" > "$GUIDE/backend"; exit; }
[[ "\${PULUMI_BACKEND_URL-$(<"$GUIDE/backend")}" == azblob://pulumi\\?storage_account=?* ]] || exit 2
[ "\${AZURE_TOKEN_CREDENTIALS-}" = AzureCLICredential ] && [ "\${DATABRICKS_AUTH_TYPE-}" = azure-cli ] || exit 3
words=()
for word in "$@"; do words+=("\${word/#--secrets-provider=azurekeyvault:*/--secrets-provider=passphrase}"); done
case "$1 \${2-}" in
  up*|destroy*) [[ " $* " == *" --yes "* ]] || words+=(--yes --skip-preview) ;;
  "stack rm") words+=(--yes) ;;
esac
unset DATABRICKS_AUTH_TYPE
export PULUMI_BACKEND_URL="file://$GUIDE/state?metadata=skip" DATABRICKS_TOKEN=$(<"$GUIDE/token")
LAKESTAGE_ARM_TOKEN=$DATABRICKS_TOKEN "$GUIDE_PULUMI" "\${words[@]}"
)${NOTED}`,
  npx: `#!/bin/bash
[ "$1" = lakestage ] || exit 127
GUIDE_WITHIN=1 node "$GUIDE_LAKESTAGE" "\${@:2}"${NOTED}`,
  git: `#!/bin/bash
/usr/bin/env -i PATH="\${PATH#*:}" HOME="$HOME" git -c user.name=Guide -c user.email=guide@lakestage.example "$@"${NOTED}`,
  npm: "#!/bin/bash\n",
};
