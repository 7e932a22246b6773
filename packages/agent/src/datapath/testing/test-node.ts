import { mountBpfFileSystem, unmountBpfFileSystem } from "@localredirect/node-bpf";
import { createLogger } from "@localredirect/process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Datapath } from "../datapath.ts";
import { type KernelDatapathOptions, openKernelDatapath } from "../kernel/open-kernel-datapath.ts";
import { parseMountInfo } from "../../preflight/mount-info.ts";
import { TestApplication } from "./test-application.ts";
import { type Serving, TestServer } from "./test-server.ts";

/** A cgroup and a pin folder of a test's own, and all that a test starts in them. */
export class TestNode {
  /** A child of the root of cgroup v2. */
  readonly cgroup: string;
  readonly pinFolder: string;
  readonly #applications: TestApplication[] = [];
  readonly #servers: TestServer[] = [];
  readonly #datapaths: Datapath[] = [];

  constructor() {
    const mounts = parseMountInfo(readFileSync("/proc/self/mountinfo", "utf8"));
    const root = mounts.find(({ type }) => type === "cgroup2")?.mountPoint;
    if (root === undefined) throw new Error("No cgroup v2 is mounted");
    this.cgroup = join(root, `localredirect-test-${process.pid}-${performance.now().toFixed(0)}`);
    mkdirSync(this.cgroup);
    this.pinFolder = mkdtempSync(join(tmpdir(), "localredirect-pins-"));
    mountBpfFileSystem(this.pinFolder);
  }

  /** Makes a cgroup below the node's. */
  makeCgroup(...path: readonly string[]): string {
    const folder = join(this.cgroup, ...path);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Removes a cgroup below the node's, in which no process is. */
  removeCgroup(...path: readonly string[]): void {
    removeCgroup(join(this.cgroup, ...path));
  }

  async open(options: Partial<KernelDatapathOptions> = {}): Promise<Datapath> {
    const datapath = await openKernelDatapath({
      pinFolder: this.pinFolder,
      cgroup: this.cgroup,
      cgroupLevel: 1,
      maxRedirects: 64,
      logger: createLogger({ format: "json", level: "silent" }),
      ...options,
    });
    this.#datapaths.push(datapath);
    return datapath;
  }

  async startApplication(
    cgroup: string = this.makeCgroup("client"),
    names: readonly string[] = [],
  ): Promise<TestApplication> {
    const application = await TestApplication.start(cgroup, names);
    this.#applications.push(application);
    return application;
  }

  /** Starts a backend in the container of the pod with a uid, in an application's network. */
  async serve(uid: string, beside: TestApplication, serving: Serving): Promise<TestServer> {
    const container = this.makeCgroup("kubepods", `pod${uid}`, "container");
    const server = await TestServer.start(container, beside.pid, serving);
    this.#servers.push(server);
    return server;
  }

  /** Removes every trace. */
  async remove(): Promise<void> {
    for (const datapath of this.#datapaths) datapath.close();
    for (const server of this.#servers) await server.stop();
    for (const application of this.#applications) await application.stop();
    if (existsSync(this.pinFolder)) {
      // With the mount go its pins, with those the links.
      unmountBpfFileSystem(this.pinFolder);
      rmdirSync(this.pinFolder);
    }
    removeCgroup(this.cgroup);
  }
}

function removeCgroup(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeCgroup(join(path, entry.name));
  }
  rmdirSync(path);
}
