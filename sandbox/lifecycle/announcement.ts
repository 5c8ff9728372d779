import { readFileSync } from "node:fs";
import { z } from "zod";
import { replaceTrusted } from "../control-plane/trusted-file";
import type { Home } from "./home";

/** The operator's token is sent to these: to nothing but this machine. */
const addressSchema = z.string().regex(/^http:\/\/127\.0\.0\.1:\d+$/);

const addressesSchema = z.object({
  account: addressSchema,
  arm: addressSchema,
  workspaces: z.record(z.string(), addressSchema),
});

const announcementSchema = z.object({
  pid: z.int(),
  /** What tells this process from a later one of the same id (`processes.ts`); an older version did not say. */
  began: z.string().default(""),
  addresses: addressesSchema,
  /** ISO 8601. */
  startedAt: z.string(),
  version: z.string(),
});

/** What a control plane wrote down when it started, and writes again where it was lost. */
export type Announcement = z.infer<typeof announcementSchema>;

/** What a control plane tells the process that started it, over their channel. */
export type StartReport =
  | { kind: "ready" }
  /** What the user can mend. */
  | { kind: "refused"; problem: "port-in-use" | "misuse" | "unwritable" | "damaged"; message: string }
  | { kind: "failed"; message: string };

/** What the operator's `status` call answers. */
export const statusSchema = z.object({ pid: z.int(), addresses: addressesSchema });

export function announce(home: Home, announcement: Announcement): void {
  replaceTrusted(home.announcement, JSON.stringify(announcement, undefined, 2));
}

/** The last announcement, of a control plane that may be gone; undefined where there is none that can be read. */
export function lastAnnouncement(home: Home): Announcement | undefined {
  try {
    return announcementSchema.parse(JSON.parse(readFileSync(home.announcement, "utf8")));
  } catch {
    return undefined;
  }
}
