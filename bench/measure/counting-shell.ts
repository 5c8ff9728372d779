/** Where the shell writes what it has counted; the command does not get it. */
export const COUNT_DESCRIPTOR = 3;

const SCRIPT = `"$@" ${COUNT_DESCRIPTOR}>&-; code=$?; times >&${COUNT_DESCRIPTOR}; exit $code`;

/** The same command under a shell that ends as it does, and then writes the kernel's count of what it has used. */
export const underCountingShell = (file: string, args: readonly string[]): { file: string; args: string[] } => ({
  file: "sh",
  args: ["-c", SCRIPT, "sh", file, ...args],
});

/**
 * Processor seconds of the command and of every descendant whose end was waited for by its parent.
 * @param written what `times` prints: a line about the shell, and one about all that it has waited for, as `0m1.5s 0m0.2s`.
 * @throws Error when that is no count.
 */
export function countedSeconds(written: string): number {
  const [, children = ""] = written.split("\n");
  const times = [...children.matchAll(/(\d+)m([\d.,]+)s/g)];
  if (times.length !== 2) throw new Error(`The shell has counted no time: ${JSON.stringify(written)}`);
  return times.reduce((sum, [, minutes, seconds = ""]) => sum + Number(minutes) * 60 + inSeconds(seconds), 0);
}

/** Some shells write the user's decimal mark. */
const inSeconds = (text: string): number => Number(text.replace(",", "."));
