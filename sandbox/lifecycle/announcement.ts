import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";
import type { Home } from "./home";

const addressesSchema = z.object({
  account: z.string(),
  arm: z.string(),
  workspaces: z.record(z.string(), z.string()),
});

const announcementSchema = z.object({
  pid: z.int(),
  addresses: addressesSchema,
  /** ISO 8601. */
  startedAt: z.string(),
  version: z.string(),
});

/** What a control plane wrote down when it started. */
type Announcement = z.infer<typeof announcementSchema>;

/** What a control plane tells the process that started it, over their channel. */
export type StartReport =
  | { kind: "ready" }
  | { kind: "port-in-use"; message: string }
  | { kind: "seed-refused"; message: string }
  | { kind: "failed"; message: string };

/** What the operator's `status` call answers. */
export const statusSchema = z.object({ pid: z.int(), addresses: addressesSchema });

export function announce(home: Home, announcement: Announcement): void {
  const unfinished = `${home.announcement}.new`;
  writeFileSync(unfinished, JSON.stringify(announcement, undefined, 2));
  renameSync(unfinished, home.announcement);
}

/** The last announcement, of a control plane that may be gone; undefined where there is none that can be read. */
export function lastAnnouncement(home: Home): Announcement | undefined {
  try {
    return announcementSchema.parse(JSON.parse(readFileSync(home.announcement, "utf8")));
  } catch {
    return undefined;
  }
}
