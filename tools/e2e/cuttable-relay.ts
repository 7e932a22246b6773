import { createServer, connect, type Server, type Socket } from "node:net";

/** A way between agent and controller that can be cut. */
export interface CuttableRelay {
  /** What the agent gets as `--controller`. */
  readonly address: string;
  /** Cuts every connection at once; the next ones are let through. */
  cut(): void;
  /** From now on nothing gets through, and nobody is told; what was open stays open. */
  freeze(): void;
  /** Ends the silence by cutting what was frozen. */
  thaw(): void;
  close(): void;
}

/** @param path of its own unix socket @param target path of the controller's */
export async function startRelay(path: string, target: string): Promise<CuttableRelay> {
  const ends = new Set<Socket>();
  let isFrozen = false;
  const hold = (end: Socket, other: Socket): void => {
    ends.add(end);
    end.on("close", () => {
      ends.delete(end);
      other.destroy();
    });
    // The other end learns of it by the close.
    end.on("error", () => undefined);
    end.on("data", (bytes) => {
      if (!isFrozen) other.write(bytes);
    });
  };
  const server: Server = createServer((agent) => {
    const controller = connect(target);
    hold(agent, controller);
    hold(controller, agent);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    address: `unix:${path}`,
    cut,
    freeze() {
      isFrozen = true;
    },
    thaw() {
      isFrozen = false;
      cut();
    },
    close() {
      cut();
      server.close();
    },
  };
}
