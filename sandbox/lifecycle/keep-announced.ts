import { rmSync, statSync } from "node:fs";
import { type Announcement, announce, lastAnnouncement } from "./announcement";
import type { Home } from "./home";
import { isAlive } from "./processes";

const EVERY_MILLISECONDS = 1000;

/**
 * Announces a control plane again whenever its announcement was lost: nobody could ask or stop it, and a second one would
 * be started on the same state.
 * @param end called where it has no right to run any more: its state is gone, or another control plane has taken its place.
 * @returns what ends this.
 */
export function keepAnnounced(home: Home, announcement: Announcement, end: () => void): () => void {
  const state = identityOf(home.database());
  const look = (): void => {
    const announced = lastAnnouncement(home);
    const isOurs = announced?.pid === announcement.pid;
    const isTaken = announced !== undefined && !isOurs && isAlive(announced.pid, announced.began);
    if (isTaken || identityOf(home.database()) !== state) {
      clearInterval(timer);
      end();
    } else if (!isOurs) announceAgain();
  };
  const announceAgain = (): void => {
    try {
      rmSync(home.announcement, { recursive: true, force: true });
      announce(home, announcement);
    } catch {
      // The disk is full, say: there is a next time.
    }
  };
  const timer = setInterval(look, EVERY_MILLISECONDS).unref();
  return () => clearInterval(timer);
}

/** What tells a file from one that took its name; empty for one that is gone. */
function identityOf(file: string): string {
  const status = statSync(file, { throwIfNoEntry: false });
  return status ? `${status.dev} ${status.ino}` : "";
}
