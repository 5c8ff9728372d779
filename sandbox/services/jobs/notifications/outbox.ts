import { Index, type Store, WorkspaceObjects } from "../../../control-plane";

/** A message that a run, a task or an alert sends, as it is kept. */
export interface OutgoingMessage {
  id: number;
  workspace_id: number;
  /** `on_failure`, for example. */
  event: string;
  /** Absent for an alert's. */
  run_id?: number;
  channel: "email" | "webhook";
  /** An address, or a notification destination's id. */
  to: string;
  /** What is sent: of an e-mail its subject. */
  content: object;
  /** Milliseconds since 1970. */
  created_at: number;
  state: "kept" | "waiting" | "sent" | "failed";
  /** Why it was not sent. */
  reason?: string;
}

export const outbox = new WorkspaceObjects<OutgoingMessage, number>("jobs.notification");

const WAITING = "waiting";
const waiting = new Index(outbox, ({ state }) => (state === "waiting" ? [WAITING] : []));

/** Webhooks that are to be sent. */
export const waitingMessages = waiting.of(WAITING);

/** What is kept of a workspace's messages. */
const MOST = 500;

export function putMessage(store: Store, message: Omit<OutgoingMessage, "id">): void {
  const where = { store, workspaceId: message.workspace_id };
  const id = store.nextId();
  outbox.put(where, id, { id, ...message });
  const all = outbox.all(where);
  for (const { id: old } of all.slice(0, Math.max(0, all.length - MOST))) outbox.remove(where, old);
}

/** The messages of every workspace, the newest last: e-mails are sent to nobody, and can be looked at. */
export const messagesIn = (store: Store): OutgoingMessage[] => store.list(outbox).map(({ value }) => value);
