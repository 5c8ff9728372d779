import type { Start } from "./bare-server";
import type { LoadedServer, LoadRequest } from "./load";

/** A server that makes, lists and finds objects. */
export interface ObjectServer {
  readonly loaded: LoadedServer;
  create(name: string): Promise<void>;
  /** Goes through all objects, a hundred at a time; how many there are. */
  listAll(): Promise<number>;
  /** Asks for the first page, as somebody who is no administrator. */
  page(size: number): Promise<void>;
  find(name: string): Promise<void>;
  /** Requests of several kinds about an object that was made. */
  mix(name: string): Promise<LoadRequest[]>;
  /** Ends the process, and starts it on the state that there is. */
  restart(): Promise<Start>;
}
