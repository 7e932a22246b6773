import type { Command } from "./command-line.ts";
import { checked, flag } from "./command-line.ts";
import { parseServerName } from "./listen-address.ts";

/** Adds the flags by which a client of the controller protects its connection. */
export function addClientSecurityFlags(command: Command): Command {
  return command
    .addOption(flag("--ca <file>", "certificates of the authorities of the controller's, in PEM"))
    .addOption(flag("--cert <file>", "this side's certificate, in PEM"))
    .addOption(flag("--key <file>", "private key of --cert, in PEM"))
    .addOption(
      flag(
        "--server-name <name>",
        "what the controller's certificate is for, where that is not the host in --controller",
      ).argParser(checked(parseServerName)),
    )
    .addOption(flag("--insecure", "no TLS; only on a loopback address or a unix socket"));
}
