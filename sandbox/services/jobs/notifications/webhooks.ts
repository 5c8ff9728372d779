import type { Background, BackgroundOptions } from "../../../control-plane";
import { webhookOf } from "../../workspace/notification-destinations";
import { type OutgoingMessage, outbox, waitingMessages } from "./outbox";

/** In milliseconds; the service gives up on a slow receiver, too. */
const PATIENCE = 10_000;

/** Sends webhooks, to addresses on loopback alone: what the sandbox does is nobody's business elsewhere. */
export class Webhooks implements Background {
  private readonly sending = new Set<number>();
  private readonly stopHearing: () => void;
  private isStopped = false;

  constructor(private readonly options: BackgroundOptions) {
    this.stopHearing = options.store.onCommit(() => this.sendAll());
    this.sendAll();
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    this.stopHearing();
  }

  private sendAll(): void {
    for (const { value: message } of this.options.store.list(waitingMessages)) {
      if (this.sending.has(message.id)) continue;
      this.sending.add(message.id);
      void this.send(message).then((outcome) => {
        this.sending.delete(message.id);
        if (!this.isStopped) this.note(message, outcome);
      });
    }
  }

  /** @returns why it failed; undefined where it did not. */
  private async send({ workspace_id: workspaceId, to, content }: OutgoingMessage): Promise<string | undefined> {
    const webhook = webhookOf({ store: this.options.store, workspaceId }, to);
    if (!webhook) return "the destination takes no messages, or is gone";
    if (new URL(webhook.url).hostname !== "127.0.0.1")
      return "it is not on loopback: the sandbox sends nothing elsewhere";
    const basic = Buffer.from(`${webhook.username}:${webhook.password}`).toString("base64");
    try {
      const response = await fetch(webhook.url, {
        method: "POST",
        redirect: "manual",
        headers: {
          "content-type": "application/json",
          ...(webhook.username ? { authorization: `Basic ${basic}` } : {}),
        },
        body: JSON.stringify(content),
        signal: AbortSignal.timeout(PATIENCE),
      });
      await response.body?.cancel();
      return response.ok ? undefined : `it was answered with ${response.status}`;
    } catch (error) {
      return `it was not answered: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  private note(message: OutgoingMessage, reason: string | undefined): void {
    const { store } = this.options;
    const where = { store, workspaceId: message.workspace_id };
    store.transaction(() => {
      if (!outbox.has(where, message.id)) return;
      outbox.put(where, message.id, { ...message, ...(reason ? { state: "failed", reason } : { state: "sent" }) });
    });
  }
}
