import { randomInt } from "node:crypto";
import { createServer } from "node:net";

const LOOPBACK = "127.0.0.1";
/** Below what systems give to outgoing connections, any of which could take a port between the look and its use. */
const RANGE = { first: 10_000, last: 32_000 };

/** The first of `count` consecutive loopback ports on which nobody listens at this moment. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = randomInt(RANGE.first, RANGE.last - count);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return first;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}
