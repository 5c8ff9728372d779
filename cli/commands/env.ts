import type { Home } from "../../sandbox/lifecycle";
import { CHECKOUT } from "../checkout";
import { beginOperation } from "../operation-lock";
import { stacksOf } from "../stacks/stacks";
import { SandboxTarget } from "../targets/sandbox-target";
import type { Terminal } from "../terminal";

type Shell = "sh" | "fish" | "powershell";

/** Prints what makes plain `pulumi` work in the sandbox, after making that so: engine, control plane, stacks. */
export async function env(
  home: Home,
  terminal: Terminal,
  { shell, json }: { shell: Shell; json?: boolean },
): Promise<void> {
  const operation = await beginOperation(home, "lakestage env");
  try {
    const target = await SandboxTarget.open(home, terminal, operation);
    for (const { name } of stacksOf(CHECKOUT)) await target.ensureStack(name);
    if (json) return terminal.result(JSON.stringify(target.shell, undefined, 2));
    for (const [name, value] of Object.entries(target.shell)) terminal.result(assignment(shell, name, value));
    terminal.note('# To use it in this shell: eval "$(npx lakestage env)"; then, for example, pulumi preview -s dev');
  } finally {
    await operation.end();
  }
}

/** One assignment, quoted so that the shell takes the value as it is. */
export function assignment(shell: Shell, name: string, value: string): string {
  if (shell === "powershell") return `$env:${name} = '${value.replaceAll("'", "''")}'`;
  if (shell === "fish") return `set -gx ${name} '${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  return `export ${name}='${value.replaceAll("'", "'\\''")}'`;
}
