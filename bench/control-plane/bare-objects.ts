import { type Caller, succeed } from "../../test/harness/api-calls";
import type { BareServer, Start } from "./bare-server";
import type { LoadedServer, LoadRequest } from "./load";
import type { ObjectServer } from "./object-server";

interface Page {
  objects: unknown[];
  /** Where the next page begins. */
  next: string;
}

const PAGE = 100;

/** Rows of the bare server. */
export class BareObjects implements ObjectServer {
  constructor(
    private readonly server: BareServer,
    private readonly caller: Caller,
  ) {}

  get loaded(): LoadedServer {
    return this.server.loaded;
  }

  async create(name: string): Promise<void> {
    await succeed(this.caller, "POST", `${this.loaded.address}/objects`, { name });
  }

  async listAll(): Promise<number> {
    let found = 0;
    for (let before = "~"; ; ) {
      const { objects, next } = await this.ask(`limit=${PAGE}&before=${before}`);
      found += objects.length;
      if (objects.length < PAGE) return found;
      before = next;
    }
  }

  async page(size: number): Promise<void> {
    await this.ask(`limit=${size}`);
  }

  async find(name: string): Promise<void> {
    await this.ask(`name=${name}`);
  }

  async mix(name: string): Promise<LoadRequest[]> {
    const { next: key } = await this.ask(`name=${name}`);
    const { token } = this.caller;
    return [`/objects/${key}`, `/objects/${key}`, `/objects?name=${name}`, `/objects/${key}`].map((path) => ({
      path,
      token,
    }));
  }

  restart(): Promise<Start> {
    return this.server.restart();
  }

  private async ask(query: string): Promise<Page> {
    return (await succeed(this.caller, "GET", `${this.loaded.address}/objects?${query}`)) as Page;
  }
}
