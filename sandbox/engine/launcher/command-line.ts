/** Whether a `pulumi` command line changes a stack's file: `config set`, `config rm` and the like. */
export function editsConfiguration(args: readonly string[]): boolean {
  const [command, subcommand] = args.filter((argument) => !argument.startsWith("-"));
  return command === "config" && /^(set|rm|cp|set-all|rm-all)$/.test(subcommand ?? "");
}

/** Whether it would write an encrypted value into the file. */
export function setsSecret(args: readonly string[]): boolean {
  return editsConfiguration(args) && args.some((argument) => /^--secret(=true)?$/.test(argument));
}
