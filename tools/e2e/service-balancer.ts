import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** Stands for the ClusterIP of a Service: it sends new connections on, and leaves others alone. */
export interface ServiceBalancer {
  /** As Kubernetes tells pods of a Service. */
  readonly address: string;
  /** New connections go to this port of 127.0.0.1, as to the Service's only ready endpoint. */
  leadTo(port: number): void;
  /** Cuts every connection; the next ones are let through. */
  cut(): void;
  close(): void;
}

/** Listens on 127.0.0.1. */
export async function startServiceBalancer(endpoint: number): Promise<ServiceBalancer> {
  const ends = new Set<Socket>();
  let port = endpoint;
  const join = (end: Socket, other: Socket): void => {
    ends.add(end);
    end.on("close", () => {
      ends.delete(end);
      other.destroy();
    });
    // The other end learns of it by the close.
    end.on("error", () => undefined);
    end.pipe(other);
  };
  const server = createServer((client) => {
    const replica = connect(port, "127.0.0.1");
    join(client, replica);
    join(replica, client);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address() as AddressInfo; // it listens by TCP
  const cut = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    address: `tcp://127.0.0.1:${bound.port}`,
    leadTo(next) {
      port = next;
    },
    cut,
    close() {
      cut();
      server.close();
    },
  };
}
