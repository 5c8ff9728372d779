import type { BackgroundOptions } from "../../control-plane";

const AGAIN_AFTER = 1000;

/**
 * Does what nobody asked for and nobody would hear fail: where it throws, for a full disk say, that is logged, and it is
 * done again a second later.
 * @param isOver tells when it need not be done any more.
 */
export function keepTrying(
  { clock, log }: Pick<BackgroundOptions, "clock" | "log">,
  what: string,
  work: () => void,
  isOver: () => boolean,
): void {
  if (isOver()) return;
  try {
    work();
  } catch (error) {
    log(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`, true);
    clock.at(clock.now() + AGAIN_AFTER, () => keepTrying({ clock, log }, what, work, isOver));
  }
}
