import { createServer } from "node:net";

const LOOPBACK = "127.0.0.1";

/** The first of `count` consecutive loopback ports on which nobody listens at this moment. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = await portOf(0);
    const rest = Array.from({ length: count - 1 }, (_, index) => first + index + 1);
    const opened = await Promise.all(rest.map((port) => portOf(port).catch(() => 0)));
    if (first + count < 65_536 && opened.every((port) => port > 0)) return first;
  }
}

function portOf(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
