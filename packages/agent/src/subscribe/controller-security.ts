import type { TransportSecurity } from "@localredirect/process";

/** How the agent shows who it is, and how the connection is protected. */
export type ControllerSecurity =
  | TransportSecurity
  | {
      /** TLS where only the controller shows a certificate; the agent sends a bearer token. */
      readonly kind: "token";
      /** Read at each connect, as it is renewed in place. */
      readonly tokenFile: string;
      /** The controller's authorities, PEM. Undefined: the system's. */
      readonly authoritiesFile: string | undefined;
    };
