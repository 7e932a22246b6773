import {
  addClientSecurityFlags,
  addLogFlags,
  bad,
  checked,
  flag,
  good,
  loggerOptions,
  parseListenAddress,
  parsePeerAddress,
  repeatableFlag,
  UsageError,
} from "@localredirect/process";
import type {
  ClientSecurityFlags,
  Command,
  ListenAddress,
  LogFlags,
  LoggerOptions,
  Result,
} from "@localredirect/process";
import { controllerSecurity } from "./subscribe/controller-security.ts";
import type { ControllerSecurity } from "./subscribe/controller-security.ts";

/** What an agent is told when it starts: checked, complete, frozen. */
export interface AgentConfig {
  /** At least one. */
  readonly controllers: readonly ListenAddress[];
  readonly security: ControllerSecurity;
  /** The name that the control plane knows this node by. */
  readonly node: string;
  /** Where links and maps are pinned. */
  readonly pinFolder: string;
  /** Undefined: the cgroup v2 mount that shows the real root. */
  readonly cgroup: string | undefined;
  /** Undefined: no health checks and metrics by HTTP. */
  readonly http: ListenAddress | undefined;
  /** Redirects per second and frontend where a policy says nothing; 0: no limit. */
  readonly qosLimit: number;
  /** How many redirects the kernel maps have room for. */
  readonly maxRedirects: number;
  readonly log: LoggerOptions;
}

/** What `--uninstall` needs to know: frozen. */
export type UninstallConfig = Readonly<Pick<AgentConfig, "pinFolder" | "log">>;

/** What commander makes of the flags that addAgentFlags adds. */
export interface AgentFlags extends LogFlags, Partial<ClientSecurityFlags> {
  readonly controller?: readonly ListenAddress[];
  readonly node?: string;
  readonly token?: string;
  readonly pin: string;
  readonly cgroup?: string;
  readonly http?: ListenAddress;
  readonly qosLimit: number;
  readonly maxRedirects: number;
  readonly uninstall?: boolean;
}

/** What the process knows beside its flags. */
export interface ConfigSurroundings {
  /** $NODE_NAME, which a Kubernetes manifest fills from spec.nodeName. */
  readonly nodeName: string | undefined;
  readonly hostname: string;
}

const defaultPinFolder = "/sys/fs/bpf/localredirect";
const defaultMaxRedirects = 16_384;

/** The kernel remembers 262,144 addresses: each redirect's own and those of its backends. */
const mostRedirects = 65_536;

/** A Kubernetes name has at most 253 characters. */
const longestNodeName = 253;

/** Adds the agent's flags to its command. */
export function addAgentFlags(program: Command): Command {
  program
    .addOption(
      repeatableFlag(
        "--controller <address>",
        "where a controller serves: HOST:PORT, tcp://HOST:PORT or unix:PATH",
        parsePeerAddress,
      ),
    )
    .addOption(
      flag("--node <name>", "this node's name (default: $NODE_NAME, then the host's name)"),
    )
    .addOption(
      flag("--token <file>", "bearer token instead of --cert and --key, read again when renewed"),
    );
  addClientSecurityFlags(program)
    .addOption(
      flag("--cgroup <folder>", "whose processes are served (default: the root of cgroup v2)"),
    )
    .addOption(
      flag("--pin <folder>", "where links and maps outlive the agent").default(defaultPinFolder),
    )
    .addOption(
      flag("--http <address>", "serve /livez /readyz /healthz /metrics here").argParser(
        checked(parseListenAddress),
      ),
    )
    .addOption(
      flag("--qos-limit <number>", "redirects per second and frontend where a policy is silent")
        .argParser(checked(wholeNumber("--qos-limit", 0, 4_294_967_295)))
        .default(0, "0, no limit"),
    )
    .addOption(
      flag("--max-redirects <number>", "room in the kernel's maps")
        .argParser(checked(wholeNumber("--max-redirects", 1, mostRedirects)))
        .default(defaultMaxRedirects),
    )
    .addOption(flag("--uninstall", "detach from the kernel, take the pins away and exit"));
  return addLogFlags(program);
}

/**
 * Checks the flags against each other.
 *
 * @throws UsageError when they do not go together
 */
export function agentConfig(flags: AgentFlags, surroundings: ConfigSurroundings): AgentConfig {
  const controllers = flags.controller ?? [];
  if (controllers.length === 0) {
    throw new UsageError("No controller is given: give --controller HOST:PORT or unix:PATH");
  }
  const { ca, cert, key, token, serverName, insecure = false } = flags;
  const security = orUsageError(
    controllerSecurity(controllers, { ca, cert, key, token, serverName, insecure }),
  );
  const { cgroup, qosLimit, maxRedirects, http } = flags;
  return Object.freeze({
    ...{ controllers, security, cgroup, qosLimit, maxRedirects, http },
    ...uninstallConfig(flags),
    node: orUsageError(nodeName(flags.node, surroundings)),
  });
}

/** What of the flags concerns `--uninstall`; it needs no controller. */
export function uninstallConfig(flags: AgentFlags): UninstallConfig {
  return Object.freeze({ pinFolder: flags.pin, log: loggerOptions(flags) });
}

function nodeName(given: string | undefined, surroundings: ConfigSurroundings): Result<string> {
  const { nodeName: fromCluster, hostname } = surroundings;
  // A manifest that fills $NODE_NAME with nothing has forgotten it.
  const name = given ?? (fromCluster === "" ? undefined : fromCluster) ?? hostname;
  if (name === "") return bad("The node's name is empty; give --node NAME");
  return name.length > longestNodeName
    ? bad(`The node's name has ${name.length} characters, more than ${longestNodeName}`)
    : good(name);
}

function wholeNumber(name: string, least: number, most: number): (text: string) => Result<number> {
  return (text) => {
    const number = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    return number >= least && number <= most
      ? good(number)
      : bad(`${name} is '${text}', not a whole number from ${least} to ${most}`);
  };
}

function orUsageError<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new UsageError(result.reason);
  return result.value;
}
