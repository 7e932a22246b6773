// Generated from proto/ by `npm run generate`. Do not edit.
import * as $protobuf from "protobufjs/minimal.js";
interface Long { toNumber(): number }

/** Namespace localredirect. */
export namespace localredirect {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of an AgentMessage.
         * @deprecated Use localredirect.v1.AgentMessage.$Properties instead.
         */
        interface IAgentMessage extends localredirect.v1.AgentMessage.$Properties {
        }

        /** Represents an AgentMessage. */
        class AgentMessage {

            /**
             * Constructs a new AgentMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.AgentMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentMessage hello. */
            hello?: (localredirect.v1.Hello.$Properties|null);

            /** AgentMessage inventory. */
            inventory?: (localredirect.v1.Inventory.$Properties|null);

            /** AgentMessage ack. */
            ack?: (localredirect.v1.Ack.$Properties|null);

            /** AgentMessage heartbeat. */
            heartbeat?: (localredirect.v1.Heartbeat.$Properties|null);

            /** AgentMessage reauthentication. */
            reauthentication?: (localredirect.v1.Reauthentication.$Properties|null);

            /** AgentMessage kind. */
            kind?: ("hello"|"inventory"|"ack"|"heartbeat"|"reauthentication");

            /**
             * Encodes the specified AgentMessage message. Does not implicitly {@link localredirect.v1.AgentMessage.verify|verify} messages.
             * @param message AgentMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.AgentMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.AgentMessage & localredirect.v1.AgentMessage.$Shape} AgentMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.AgentMessage & localredirect.v1.AgentMessage.$Shape;
        }

        namespace AgentMessage {

            /** Properties of an AgentMessage. */
            interface $Properties {

                /** AgentMessage hello */
                hello?: (localredirect.v1.Hello.$Properties|null);

                /** AgentMessage inventory */
                inventory?: (localredirect.v1.Inventory.$Properties|null);

                /** AgentMessage ack */
                ack?: (localredirect.v1.Ack.$Properties|null);

                /** AgentMessage heartbeat */
                heartbeat?: (localredirect.v1.Heartbeat.$Properties|null);

                /** AgentMessage reauthentication */
                reauthentication?: (localredirect.v1.Reauthentication.$Properties|null);

                /** AgentMessage kind */
                kind?: ("hello"|"inventory"|"ack"|"heartbeat"|"reauthentication");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AgentMessage. */
            type $Shape = {
              hello?: localredirect.v1.Hello.$Shape|null;
              inventory?: localredirect.v1.Inventory.$Shape|null;
              ack?: localredirect.v1.Ack.$Shape|null;
              heartbeat?: localredirect.v1.Heartbeat.$Shape|null;
              reauthentication?: localredirect.v1.Reauthentication.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; hello?: null; inventory?: null; ack?: null; heartbeat?: null; reauthentication?: null }|{ kind?: "hello"; hello: localredirect.v1.Hello.$Shape; inventory?: null; ack?: null; heartbeat?: null; reauthentication?: null }|{ kind?: "inventory"; hello?: null; inventory: localredirect.v1.Inventory.$Shape; ack?: null; heartbeat?: null; reauthentication?: null }|{ kind?: "ack"; hello?: null; inventory?: null; ack: localredirect.v1.Ack.$Shape; heartbeat?: null; reauthentication?: null }|{ kind?: "heartbeat"; hello?: null; inventory?: null; ack?: null; heartbeat: localredirect.v1.Heartbeat.$Shape; reauthentication?: null }|{ kind?: "reauthentication"; hello?: null; inventory?: null; ack?: null; heartbeat?: null; reauthentication: localredirect.v1.Reauthentication.$Shape })
            );
        }

        /**
         * Properties of a ControllerMessage.
         * @deprecated Use localredirect.v1.ControllerMessage.$Properties instead.
         */
        interface IControllerMessage extends localredirect.v1.ControllerMessage.$Properties {
        }

        /** Represents a ControllerMessage. */
        class ControllerMessage {

            /**
             * Constructs a new ControllerMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.ControllerMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControllerMessage welcome. */
            welcome?: (localredirect.v1.Welcome.$Properties|null);

            /** ControllerMessage inventoryRequest. */
            inventoryRequest?: (localredirect.v1.InventoryRequest.$Properties|null);

            /** ControllerMessage batch. */
            batch?: (localredirect.v1.Batch.$Properties|null);

            /** ControllerMessage heartbeat. */
            heartbeat?: (localredirect.v1.Heartbeat.$Properties|null);

            /** ControllerMessage drain. */
            drain?: (localredirect.v1.Drain.$Properties|null);

            /** ControllerMessage kind. */
            kind?: ("welcome"|"inventoryRequest"|"batch"|"heartbeat"|"drain");

            /**
             * Encodes the specified ControllerMessage message. Does not implicitly {@link localredirect.v1.ControllerMessage.verify|verify} messages.
             * @param message ControllerMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.ControllerMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControllerMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.ControllerMessage & localredirect.v1.ControllerMessage.$Shape} ControllerMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.ControllerMessage & localredirect.v1.ControllerMessage.$Shape;
        }

        namespace ControllerMessage {

            /** Properties of a ControllerMessage. */
            interface $Properties {

                /** ControllerMessage welcome */
                welcome?: (localredirect.v1.Welcome.$Properties|null);

                /** ControllerMessage inventoryRequest */
                inventoryRequest?: (localredirect.v1.InventoryRequest.$Properties|null);

                /** ControllerMessage batch */
                batch?: (localredirect.v1.Batch.$Properties|null);

                /** ControllerMessage heartbeat */
                heartbeat?: (localredirect.v1.Heartbeat.$Properties|null);

                /** ControllerMessage drain */
                drain?: (localredirect.v1.Drain.$Properties|null);

                /** ControllerMessage kind */
                kind?: ("welcome"|"inventoryRequest"|"batch"|"heartbeat"|"drain");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ControllerMessage. */
            type $Shape = {
              welcome?: localredirect.v1.Welcome.$Shape|null;
              inventoryRequest?: localredirect.v1.InventoryRequest.$Shape|null;
              batch?: localredirect.v1.Batch.$Shape|null;
              heartbeat?: localredirect.v1.Heartbeat.$Shape|null;
              drain?: localredirect.v1.Drain.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; welcome?: null; inventoryRequest?: null; batch?: null; heartbeat?: null; drain?: null }|{ kind?: "welcome"; welcome: localredirect.v1.Welcome.$Shape; inventoryRequest?: null; batch?: null; heartbeat?: null; drain?: null }|{ kind?: "inventoryRequest"; welcome?: null; inventoryRequest: localredirect.v1.InventoryRequest.$Shape; batch?: null; heartbeat?: null; drain?: null }|{ kind?: "batch"; welcome?: null; inventoryRequest?: null; batch: localredirect.v1.Batch.$Shape; heartbeat?: null; drain?: null }|{ kind?: "heartbeat"; welcome?: null; inventoryRequest?: null; batch?: null; heartbeat: localredirect.v1.Heartbeat.$Shape; drain?: null }|{ kind?: "drain"; welcome?: null; inventoryRequest?: null; batch?: null; heartbeat?: null; drain: localredirect.v1.Drain.$Shape })
            );
        }

        /**
         * Properties of a Redirect.
         * @deprecated Use localredirect.v1.Redirect.$Properties instead.
         */
        interface IRedirect extends localredirect.v1.Redirect.$Properties {
        }

        /** Represents a Redirect. */
        class Redirect {

            /**
             * Constructs a new Redirect.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Redirect.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Redirect frontend. */
            frontend?: (localredirect.v1.Frontend.$Properties|null);

            /** Redirect policy. */
            policy?: (localredirect.v1.Policy.$Properties|null);

            /** Redirect options. */
            options?: (localredirect.v1.Options.$Properties|null);

            /** Redirect backends. */
            backends: localredirect.v1.Backend.$Properties[];

            /** Redirect members. */
            members: localredirect.v1.Member.$Properties[];

            /**
             * Encodes the specified Redirect message. Does not implicitly {@link localredirect.v1.Redirect.verify|verify} messages.
             * @param message Redirect message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Redirect.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Redirect message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Redirect & localredirect.v1.Redirect.$Shape} Redirect
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Redirect & localredirect.v1.Redirect.$Shape;
        }

        namespace Redirect {

            /** Properties of a Redirect. */
            interface $Properties {

                /** Redirect frontend */
                frontend?: (localredirect.v1.Frontend.$Properties|null);

                /** Redirect policy */
                policy?: (localredirect.v1.Policy.$Properties|null);

                /** Redirect options */
                options?: (localredirect.v1.Options.$Properties|null);

                /** Redirect backends */
                backends?: (localredirect.v1.Backend.$Properties[]|null);

                /** Redirect members */
                members?: (localredirect.v1.Member.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Redirect. */
            type $Shape = localredirect.v1.Redirect.$Properties;
        }

        /**
         * Properties of a Frontend.
         * @deprecated Use localredirect.v1.Frontend.$Properties instead.
         */
        interface IFrontend extends localredirect.v1.Frontend.$Properties {
        }

        /** Represents a Frontend. */
        class Frontend {

            /**
             * Constructs a new Frontend.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Frontend.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Frontend address. */
            address: Uint8Array;

            /** Frontend port. */
            port: number;

            /** Frontend protocol. */
            protocol: localredirect.v1.Protocol;

            /**
             * Encodes the specified Frontend message. Does not implicitly {@link localredirect.v1.Frontend.verify|verify} messages.
             * @param message Frontend message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Frontend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Frontend message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Frontend & localredirect.v1.Frontend.$Shape} Frontend
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Frontend & localredirect.v1.Frontend.$Shape;
        }

        namespace Frontend {

            /** Properties of a Frontend. */
            interface $Properties {

                /** Frontend address */
                address?: (Uint8Array|null);

                /** Frontend port */
                port?: (number|null);

                /** Frontend protocol */
                protocol?: (localredirect.v1.Protocol|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Frontend. */
            type $Shape = localredirect.v1.Frontend.$Properties;
        }

        /** Protocol enum. */
        enum Protocol {

            /** PROTOCOL_UNSPECIFIED value */
            PROTOCOL_UNSPECIFIED = 0,

            /** PROTOCOL_TCP value */
            PROTOCOL_TCP = 6,

            /** PROTOCOL_UDP value */
            PROTOCOL_UDP = 17
        }

        /**
         * Properties of a Policy.
         * @deprecated Use localredirect.v1.Policy.$Properties instead.
         */
        interface IPolicy extends localredirect.v1.Policy.$Properties {
        }

        /** Represents a Policy. */
        class Policy {

            /**
             * Constructs a new Policy.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Policy.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Policy name. */
            name: string;

            /** Policy uid. */
            uid: string;

            /** Policy id. */
            id: number;

            /**
             * Encodes the specified Policy message. Does not implicitly {@link localredirect.v1.Policy.verify|verify} messages.
             * @param message Policy message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Policy.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Policy message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Policy & localredirect.v1.Policy.$Shape} Policy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Policy & localredirect.v1.Policy.$Shape;
        }

        namespace Policy {

            /** Properties of a Policy. */
            interface $Properties {

                /** Policy name */
                name?: (string|null);

                /** Policy uid */
                uid?: (string|null);

                /** Policy id */
                id?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Policy. */
            type $Shape = localredirect.v1.Policy.$Properties;
        }

        /**
         * Properties of an Options.
         * @deprecated Use localredirect.v1.Options.$Properties instead.
         */
        interface IOptions extends localredirect.v1.Options.$Properties {
        }

        /** Represents an Options. */
        class Options {

            /**
             * Constructs a new Options.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Options.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Options redirectSelf. */
            redirectSelf: boolean;

            /** Options qosLimit. */
            qosLimit?: (number|null);

            /**
             * Encodes the specified Options message. Does not implicitly {@link localredirect.v1.Options.verify|verify} messages.
             * @param message Options message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Options.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Options message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Options & localredirect.v1.Options.$Shape} Options
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Options & localredirect.v1.Options.$Shape;
        }

        namespace Options {

            /** Properties of an Options. */
            interface $Properties {

                /** Options redirectSelf */
                redirectSelf?: (boolean|null);

                /** Options qosLimit */
                qosLimit?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Options. */
            type $Shape = localredirect.v1.Options.$Properties;
        }

        /**
         * Properties of a Pod.
         * @deprecated Use localredirect.v1.Pod.$Properties instead.
         */
        interface IPod extends localredirect.v1.Pod.$Properties {
        }

        /** Represents a Pod. */
        class Pod {

            /**
             * Constructs a new Pod.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Pod.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Pod namespace. */
            namespace: string;

            /** Pod name. */
            name: string;

            /** Pod uid. */
            uid: string;

            /**
             * Encodes the specified Pod message. Does not implicitly {@link localredirect.v1.Pod.verify|verify} messages.
             * @param message Pod message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Pod.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Pod message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Pod & localredirect.v1.Pod.$Shape} Pod
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Pod & localredirect.v1.Pod.$Shape;
        }

        namespace Pod {

            /** Properties of a Pod. */
            interface $Properties {

                /** Pod namespace */
                namespace?: (string|null);

                /** Pod name */
                name?: (string|null);

                /** Pod uid */
                uid?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Pod. */
            type $Shape = localredirect.v1.Pod.$Properties;
        }

        /**
         * Properties of a Backend.
         * @deprecated Use localredirect.v1.Backend.$Properties instead.
         */
        interface IBackend extends localredirect.v1.Backend.$Properties {
        }

        /** Represents a Backend. */
        class Backend {

            /**
             * Constructs a new Backend.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Backend.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Backend address. */
            address: Uint8Array;

            /** Backend port. */
            port: number;

            /** Backend pod. */
            pod?: (localredirect.v1.Pod.$Properties|null);

            /** Backend hostNetwork. */
            hostNetwork: boolean;

            /**
             * Encodes the specified Backend message. Does not implicitly {@link localredirect.v1.Backend.verify|verify} messages.
             * @param message Backend message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Backend.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Backend message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Backend & localredirect.v1.Backend.$Shape} Backend
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Backend & localredirect.v1.Backend.$Shape;
        }

        namespace Backend {

            /** Properties of a Backend. */
            interface $Properties {

                /** Backend address */
                address?: (Uint8Array|null);

                /** Backend port */
                port?: (number|null);

                /** Backend pod */
                pod?: (localredirect.v1.Pod.$Properties|null);

                /** Backend hostNetwork */
                hostNetwork?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Backend. */
            type $Shape = localredirect.v1.Backend.$Properties;
        }

        /**
         * Properties of a Member.
         * @deprecated Use localredirect.v1.Member.$Properties instead.
         */
        interface IMember extends localredirect.v1.Member.$Properties {
        }

        /** Represents a Member. */
        class Member {

            /**
             * Constructs a new Member.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Member.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Member pod. */
            pod?: (localredirect.v1.Pod.$Properties|null);

            /** Member hostNetwork. */
            hostNetwork: boolean;

            /** Member cgroupTokens. */
            cgroupTokens: string[];

            /**
             * Encodes the specified Member message. Does not implicitly {@link localredirect.v1.Member.verify|verify} messages.
             * @param message Member message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Member.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Member & localredirect.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Member & localredirect.v1.Member.$Shape;
        }

        namespace Member {

            /** Properties of a Member. */
            interface $Properties {

                /** Member pod */
                pod?: (localredirect.v1.Pod.$Properties|null);

                /** Member hostNetwork */
                hostNetwork?: (boolean|null);

                /** Member cgroupTokens */
                cgroupTokens?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Member. */
            type $Shape = localredirect.v1.Member.$Properties;
        }

        /**
         * Properties of a Hello.
         * @deprecated Use localredirect.v1.Hello.$Properties instead.
         */
        interface IHello extends localredirect.v1.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello node. */
            node: string;

            /** Hello schemaMin. */
            schemaMin: number;

            /** Hello schemaMax. */
            schemaMax: number;

            /** Hello digest. */
            digest: Uint8Array;

            /** Hello redirects. */
            redirects: number;

            /** Hello watermarks. */
            watermarks: localredirect.v1.Watermark.$Properties[];

            /** Hello ipv4. */
            ipv4: boolean;

            /** Hello ipv6. */
            ipv6: boolean;

            /** Hello agentVersion. */
            agentVersion: string;

            /** Hello features. */
            features: string[];

            /**
             * Encodes the specified Hello message. Does not implicitly {@link localredirect.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Hello & localredirect.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Hello & localredirect.v1.Hello.$Shape;
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello node */
                node?: (string|null);

                /** Hello schemaMin */
                schemaMin?: (number|null);

                /** Hello schemaMax */
                schemaMax?: (number|null);

                /** Hello digest */
                digest?: (Uint8Array|null);

                /** Hello redirects */
                redirects?: (number|null);

                /** Hello watermarks */
                watermarks?: (localredirect.v1.Watermark.$Properties[]|null);

                /** Hello ipv4 */
                ipv4?: (boolean|null);

                /** Hello ipv6 */
                ipv6?: (boolean|null);

                /** Hello agentVersion */
                agentVersion?: (string|null);

                /** Hello features */
                features?: (string[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = localredirect.v1.Hello.$Properties;
        }

        /**
         * Properties of an Inventory.
         * @deprecated Use localredirect.v1.Inventory.$Properties instead.
         */
        interface IInventory extends localredirect.v1.Inventory.$Properties {
        }

        /** Represents an Inventory. */
        class Inventory {

            /**
             * Constructs a new Inventory.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Inventory.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Inventory entries. */
            entries: Uint8Array;

            /** Inventory last. */
            last: boolean;

            /**
             * Encodes the specified Inventory message. Does not implicitly {@link localredirect.v1.Inventory.verify|verify} messages.
             * @param message Inventory message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Inventory.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Inventory message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Inventory & localredirect.v1.Inventory.$Shape} Inventory
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Inventory & localredirect.v1.Inventory.$Shape;
        }

        namespace Inventory {

            /** Properties of an Inventory. */
            interface $Properties {

                /** Inventory entries */
                entries?: (Uint8Array|null);

                /** Inventory last */
                last?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Inventory. */
            type $Shape = localredirect.v1.Inventory.$Properties;
        }

        /**
         * Properties of an Ack.
         * @deprecated Use localredirect.v1.Ack.$Properties instead.
         */
        interface IAck extends localredirect.v1.Ack.$Properties {
        }

        /** Represents an Ack. */
        class Ack {

            /**
             * Constructs a new Ack.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Ack.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ack nonce. */
            nonce: (number|Long);

            /** Ack digest. */
            digest: Uint8Array;

            /** Ack refused. */
            refused: localredirect.v1.Refusal.$Properties[];

            /** Ack appliedAt. */
            appliedAt?: (google.protobuf.Timestamp.$Properties|null);

            /** Ack warnings. */
            warnings: localredirect.v1.Warning.$Properties[];

            /**
             * Encodes the specified Ack message. Does not implicitly {@link localredirect.v1.Ack.verify|verify} messages.
             * @param message Ack message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Ack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Ack message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Ack & localredirect.v1.Ack.$Shape} Ack
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Ack & localredirect.v1.Ack.$Shape;
        }

        namespace Ack {

            /** Properties of an Ack. */
            interface $Properties {

                /** Ack nonce */
                nonce?: (number|Long|null);

                /** Ack digest */
                digest?: (Uint8Array|null);

                /** Ack refused */
                refused?: (localredirect.v1.Refusal.$Properties[]|null);

                /** Ack appliedAt */
                appliedAt?: (google.protobuf.Timestamp.$Properties|null);

                /** Ack warnings */
                warnings?: (localredirect.v1.Warning.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Ack. */
            type $Shape = localredirect.v1.Ack.$Properties;
        }

        /**
         * Properties of a Refusal.
         * @deprecated Use localredirect.v1.Refusal.$Properties instead.
         */
        interface IRefusal extends localredirect.v1.Refusal.$Properties {
        }

        /** Represents a Refusal. */
        class Refusal {

            /**
             * Constructs a new Refusal.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Refusal.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Refusal id. */
            id: Uint8Array;

            /** Refusal version. */
            version: Uint8Array;

            /** Refusal code. */
            code: localredirect.v1.Refusal.Code;

            /** Refusal message. */
            message: string;

            /**
             * Encodes the specified Refusal message. Does not implicitly {@link localredirect.v1.Refusal.verify|verify} messages.
             * @param message Refusal message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Refusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Refusal message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Refusal & localredirect.v1.Refusal.$Shape} Refusal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Refusal & localredirect.v1.Refusal.$Shape;
        }

        namespace Refusal {

            /** Properties of a Refusal. */
            interface $Properties {

                /** Refusal id */
                id?: (Uint8Array|null);

                /** Refusal version */
                version?: (Uint8Array|null);

                /** Refusal code */
                code?: (localredirect.v1.Refusal.Code|null);

                /** Refusal message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Refusal. */
            type $Shape = localredirect.v1.Refusal.$Properties;

            /** Code enum. */
            enum Code {

                /** CODE_UNSPECIFIED value */
                CODE_UNSPECIFIED = 0,

                /** CODE_INVALID value */
                CODE_INVALID = 1,

                /** CODE_TABLE_FULL value */
                CODE_TABLE_FULL = 2,

                /** CODE_UNSUPPORTED value */
                CODE_UNSUPPORTED = 3,

                /** CODE_KERNEL value */
                CODE_KERNEL = 4
            }
        }

        /**
         * Properties of a Warning.
         * @deprecated Use localredirect.v1.Warning.$Properties instead.
         */
        interface IWarning extends localredirect.v1.Warning.$Properties {
        }

        /** Represents a Warning. */
        class Warning {

            /**
             * Constructs a new Warning.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Warning.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Warning id. */
            id: Uint8Array;

            /** Warning message. */
            message: string;

            /**
             * Encodes the specified Warning message. Does not implicitly {@link localredirect.v1.Warning.verify|verify} messages.
             * @param message Warning message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Warning.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Warning message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Warning & localredirect.v1.Warning.$Shape} Warning
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Warning & localredirect.v1.Warning.$Shape;
        }

        namespace Warning {

            /** Properties of a Warning. */
            interface $Properties {

                /** Warning id */
                id?: (Uint8Array|null);

                /** Warning message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Warning. */
            type $Shape = localredirect.v1.Warning.$Properties;
        }

        /**
         * Properties of a Reauthentication.
         * @deprecated Use localredirect.v1.Reauthentication.$Properties instead.
         */
        interface IReauthentication extends localredirect.v1.Reauthentication.$Properties {
        }

        /** Represents a Reauthentication. */
        class Reauthentication {

            /**
             * Constructs a new Reauthentication.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Reauthentication.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reauthentication token. */
            token: string;

            /**
             * Encodes the specified Reauthentication message. Does not implicitly {@link localredirect.v1.Reauthentication.verify|verify} messages.
             * @param message Reauthentication message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Reauthentication.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Reauthentication message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Reauthentication & localredirect.v1.Reauthentication.$Shape} Reauthentication
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Reauthentication & localredirect.v1.Reauthentication.$Shape;
        }

        namespace Reauthentication {

            /** Properties of a Reauthentication. */
            interface $Properties {

                /** Reauthentication token */
                token?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reauthentication. */
            type $Shape = localredirect.v1.Reauthentication.$Properties;
        }

        /**
         * Properties of a Welcome.
         * @deprecated Use localredirect.v1.Welcome.$Properties instead.
         */
        interface IWelcome extends localredirect.v1.Welcome.$Properties {
        }

        /** Represents a Welcome. */
        class Welcome {

            /**
             * Constructs a new Welcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Welcome.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Welcome schema. */
            schema: number;

            /** Welcome controller. */
            controller: string;

            /** Welcome controllerVersion. */
            controllerVersion: string;

            /** Welcome heartbeatInterval. */
            heartbeatInterval: number;

            /**
             * Encodes the specified Welcome message. Does not implicitly {@link localredirect.v1.Welcome.verify|verify} messages.
             * @param message Welcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Welcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Welcome & localredirect.v1.Welcome.$Shape} Welcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Welcome & localredirect.v1.Welcome.$Shape;
        }

        namespace Welcome {

            /** Properties of a Welcome. */
            interface $Properties {

                /** Welcome schema */
                schema?: (number|null);

                /** Welcome controller */
                controller?: (string|null);

                /** Welcome controllerVersion */
                controllerVersion?: (string|null);

                /** Welcome heartbeatInterval */
                heartbeatInterval?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Welcome. */
            type $Shape = localredirect.v1.Welcome.$Properties;
        }

        /**
         * Properties of an InventoryRequest.
         * @deprecated Use localredirect.v1.InventoryRequest.$Properties instead.
         */
        interface IInventoryRequest extends localredirect.v1.InventoryRequest.$Properties {
        }

        /** Represents an InventoryRequest. */
        class InventoryRequest {

            /**
             * Constructs a new InventoryRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.InventoryRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified InventoryRequest message. Does not implicitly {@link localredirect.v1.InventoryRequest.verify|verify} messages.
             * @param message InventoryRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.InventoryRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an InventoryRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.InventoryRequest & localredirect.v1.InventoryRequest.$Shape} InventoryRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.InventoryRequest & localredirect.v1.InventoryRequest.$Shape;
        }

        namespace InventoryRequest {

            /** Properties of an InventoryRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an InventoryRequest. */
            type $Shape = localredirect.v1.InventoryRequest.$Properties;
        }

        /**
         * Properties of a Batch.
         * @deprecated Use localredirect.v1.Batch.$Properties instead.
         */
        interface IBatch extends localredirect.v1.Batch.$Properties {
        }

        /** Represents a Batch. */
        class Batch {

            /**
             * Constructs a new Batch.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Batch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Batch nonce. */
            nonce: (number|Long);

            /** Batch upserts. */
            upserts: localredirect.v1.Redirect.$Properties[];

            /** Batch removals. */
            removals: Uint8Array[];

            /** Batch snapshotBegin. */
            snapshotBegin: boolean;

            /** Batch snapshotEnd. */
            snapshotEnd: boolean;

            /** Batch digest. */
            digest: Uint8Array;

            /** Batch watermarks. */
            watermarks: localredirect.v1.Watermark.$Properties[];

            /** Batch causedAt. */
            causedAt?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Encodes the specified Batch message. Does not implicitly {@link localredirect.v1.Batch.verify|verify} messages.
             * @param message Batch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Batch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Batch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Batch & localredirect.v1.Batch.$Shape} Batch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Batch & localredirect.v1.Batch.$Shape;
        }

        namespace Batch {

            /** Properties of a Batch. */
            interface $Properties {

                /** Batch nonce */
                nonce?: (number|Long|null);

                /** Batch upserts */
                upserts?: (localredirect.v1.Redirect.$Properties[]|null);

                /** Batch removals */
                removals?: (Uint8Array[]|null);

                /** Batch snapshotBegin */
                snapshotBegin?: (boolean|null);

                /** Batch snapshotEnd */
                snapshotEnd?: (boolean|null);

                /** Batch digest */
                digest?: (Uint8Array|null);

                /** Batch watermarks */
                watermarks?: (localredirect.v1.Watermark.$Properties[]|null);

                /** Batch causedAt */
                causedAt?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Batch. */
            type $Shape = localredirect.v1.Batch.$Properties;
        }

        /**
         * Properties of a Drain.
         * @deprecated Use localredirect.v1.Drain.$Properties instead.
         */
        interface IDrain extends localredirect.v1.Drain.$Properties {
        }

        /** Represents a Drain. */
        class Drain {

            /**
             * Constructs a new Drain.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Drain.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Drain reason. */
            reason: string;

            /** Drain delay. */
            delay: number;

            /**
             * Encodes the specified Drain message. Does not implicitly {@link localredirect.v1.Drain.verify|verify} messages.
             * @param message Drain message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Drain.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Drain message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Drain & localredirect.v1.Drain.$Shape} Drain
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Drain & localredirect.v1.Drain.$Shape;
        }

        namespace Drain {

            /** Properties of a Drain. */
            interface $Properties {

                /** Drain reason */
                reason?: (string|null);

                /** Drain delay */
                delay?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Drain. */
            type $Shape = localredirect.v1.Drain.$Properties;
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use localredirect.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends localredirect.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Heartbeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Heartbeat digest. */
            digest: Uint8Array;

            /** Heartbeat watermarks. */
            watermarks: localredirect.v1.Watermark.$Properties[];

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link localredirect.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Heartbeat & localredirect.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Heartbeat & localredirect.v1.Heartbeat.$Shape;
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat digest */
                digest?: (Uint8Array|null);

                /** Heartbeat watermarks */
                watermarks?: (localredirect.v1.Watermark.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Heartbeat. */
            type $Shape = localredirect.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of a Watermark.
         * @deprecated Use localredirect.v1.Watermark.$Properties instead.
         */
        interface IWatermark extends localredirect.v1.Watermark.$Properties {
        }

        /** Represents a Watermark. */
        class Watermark {

            /**
             * Constructs a new Watermark.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Watermark.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Watermark source. */
            source: string;

            /** Watermark epoch. */
            epoch: (number|Long);

            /** Watermark revision. */
            revision: (number|Long);

            /**
             * Encodes the specified Watermark message. Does not implicitly {@link localredirect.v1.Watermark.verify|verify} messages.
             * @param message Watermark message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Watermark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Watermark message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Watermark & localredirect.v1.Watermark.$Shape} Watermark
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Watermark & localredirect.v1.Watermark.$Shape;
        }

        namespace Watermark {

            /** Properties of a Watermark. */
            interface $Properties {

                /** Watermark source */
                source?: (string|null);

                /** Watermark epoch */
                epoch?: (number|Long|null);

                /** Watermark revision */
                revision?: (number|Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Watermark. */
            type $Shape = localredirect.v1.Watermark.$Properties;
        }

        /**
         * Properties of a ListNodesRequest.
         * @deprecated Use localredirect.v1.ListNodesRequest.$Properties instead.
         */
        interface IListNodesRequest extends localredirect.v1.ListNodesRequest.$Properties {
        }

        /** Represents a ListNodesRequest. */
        class ListNodesRequest {

            /**
             * Constructs a new ListNodesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.ListNodesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListNodesRequest message. Does not implicitly {@link localredirect.v1.ListNodesRequest.verify|verify} messages.
             * @param message ListNodesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.ListNodesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListNodesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.ListNodesRequest & localredirect.v1.ListNodesRequest.$Shape} ListNodesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.ListNodesRequest & localredirect.v1.ListNodesRequest.$Shape;
        }

        namespace ListNodesRequest {

            /** Properties of a ListNodesRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListNodesRequest. */
            type $Shape = localredirect.v1.ListNodesRequest.$Properties;
        }

        /**
         * Properties of a ListNodesResponse.
         * @deprecated Use localredirect.v1.ListNodesResponse.$Properties instead.
         */
        interface IListNodesResponse extends localredirect.v1.ListNodesResponse.$Properties {
        }

        /** Represents a ListNodesResponse. */
        class ListNodesResponse {

            /**
             * Constructs a new ListNodesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.ListNodesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListNodesResponse nodes. */
            nodes: localredirect.v1.NodeStatus.$Properties[];

            /**
             * Encodes the specified ListNodesResponse message. Does not implicitly {@link localredirect.v1.ListNodesResponse.verify|verify} messages.
             * @param message ListNodesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.ListNodesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListNodesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.ListNodesResponse & localredirect.v1.ListNodesResponse.$Shape} ListNodesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.ListNodesResponse & localredirect.v1.ListNodesResponse.$Shape;
        }

        namespace ListNodesResponse {

            /** Properties of a ListNodesResponse. */
            interface $Properties {

                /** ListNodesResponse nodes */
                nodes?: (localredirect.v1.NodeStatus.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListNodesResponse. */
            type $Shape = localredirect.v1.ListNodesResponse.$Properties;
        }

        /**
         * Properties of a NodeStatus.
         * @deprecated Use localredirect.v1.NodeStatus.$Properties instead.
         */
        interface INodeStatus extends localredirect.v1.NodeStatus.$Properties {
        }

        /** Represents a NodeStatus. */
        class NodeStatus {

            /**
             * Constructs a new NodeStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.NodeStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeStatus name. */
            name: string;

            /** NodeStatus state. */
            state: localredirect.v1.NodeStatus.State;

            /** NodeStatus redirectsWanted. */
            redirectsWanted: number;

            /** NodeStatus redirectsApplied. */
            redirectsApplied: number;

            /** NodeStatus digestWanted. */
            digestWanted: Uint8Array;

            /** NodeStatus digestApplied. */
            digestApplied: Uint8Array;

            /** NodeStatus agentVersion. */
            agentVersion: string;

            /** NodeStatus connectedAt. */
            connectedAt?: (google.protobuf.Timestamp.$Properties|null);

            /** NodeStatus syncedAt. */
            syncedAt?: (google.protobuf.Timestamp.$Properties|null);

            /** NodeStatus refused. */
            refused: localredirect.v1.RedirectProblem.$Properties[];

            /** NodeStatus warnings. */
            warnings: localredirect.v1.RedirectProblem.$Properties[];

            /**
             * Encodes the specified NodeStatus message. Does not implicitly {@link localredirect.v1.NodeStatus.verify|verify} messages.
             * @param message NodeStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.NodeStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.NodeStatus & localredirect.v1.NodeStatus.$Shape} NodeStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.NodeStatus & localredirect.v1.NodeStatus.$Shape;
        }

        namespace NodeStatus {

            /** Properties of a NodeStatus. */
            interface $Properties {

                /** NodeStatus name */
                name?: (string|null);

                /** NodeStatus state */
                state?: (localredirect.v1.NodeStatus.State|null);

                /** NodeStatus redirectsWanted */
                redirectsWanted?: (number|null);

                /** NodeStatus redirectsApplied */
                redirectsApplied?: (number|null);

                /** NodeStatus digestWanted */
                digestWanted?: (Uint8Array|null);

                /** NodeStatus digestApplied */
                digestApplied?: (Uint8Array|null);

                /** NodeStatus agentVersion */
                agentVersion?: (string|null);

                /** NodeStatus connectedAt */
                connectedAt?: (google.protobuf.Timestamp.$Properties|null);

                /** NodeStatus syncedAt */
                syncedAt?: (google.protobuf.Timestamp.$Properties|null);

                /** NodeStatus refused */
                refused?: (localredirect.v1.RedirectProblem.$Properties[]|null);

                /** NodeStatus warnings */
                warnings?: (localredirect.v1.RedirectProblem.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeStatus. */
            type $Shape = localredirect.v1.NodeStatus.$Properties;

            /** State enum. */
            enum State {

                /** STATE_UNSPECIFIED value */
                STATE_UNSPECIFIED = 0,

                /** STATE_SYNCED value */
                STATE_SYNCED = 1,

                /** STATE_PENDING value */
                STATE_PENDING = 2,

                /** STATE_STALE value */
                STATE_STALE = 3,

                /** STATE_OFFLINE value */
                STATE_OFFLINE = 4
            }
        }

        /**
         * Properties of a RedirectProblem.
         * @deprecated Use localredirect.v1.RedirectProblem.$Properties instead.
         */
        interface IRedirectProblem extends localredirect.v1.RedirectProblem.$Properties {
        }

        /** Represents a RedirectProblem. */
        class RedirectProblem {

            /**
             * Constructs a new RedirectProblem.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.RedirectProblem.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RedirectProblem frontend. */
            frontend?: (localredirect.v1.Frontend.$Properties|null);

            /** RedirectProblem policy. */
            policy: string;

            /** RedirectProblem message. */
            message: string;

            /**
             * Encodes the specified RedirectProblem message. Does not implicitly {@link localredirect.v1.RedirectProblem.verify|verify} messages.
             * @param message RedirectProblem message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.RedirectProblem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RedirectProblem message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.RedirectProblem & localredirect.v1.RedirectProblem.$Shape} RedirectProblem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.RedirectProblem & localredirect.v1.RedirectProblem.$Shape;
        }

        namespace RedirectProblem {

            /** Properties of a RedirectProblem. */
            interface $Properties {

                /** RedirectProblem frontend */
                frontend?: (localredirect.v1.Frontend.$Properties|null);

                /** RedirectProblem policy */
                policy?: (string|null);

                /** RedirectProblem message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RedirectProblem. */
            type $Shape = localredirect.v1.RedirectProblem.$Properties;
        }

        /**
         * Properties of a GetTableRequest.
         * @deprecated Use localredirect.v1.GetTableRequest.$Properties instead.
         */
        interface IGetTableRequest extends localredirect.v1.GetTableRequest.$Properties {
        }

        /** Represents a GetTableRequest. */
        class GetTableRequest {

            /**
             * Constructs a new GetTableRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.GetTableRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetTableRequest node. */
            node: string;

            /**
             * Encodes the specified GetTableRequest message. Does not implicitly {@link localredirect.v1.GetTableRequest.verify|verify} messages.
             * @param message GetTableRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.GetTableRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetTableRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.GetTableRequest & localredirect.v1.GetTableRequest.$Shape} GetTableRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.GetTableRequest & localredirect.v1.GetTableRequest.$Shape;
        }

        namespace GetTableRequest {

            /** Properties of a GetTableRequest. */
            interface $Properties {

                /** GetTableRequest node */
                node?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetTableRequest. */
            type $Shape = localredirect.v1.GetTableRequest.$Properties;
        }

        /**
         * Properties of a GetTableResponse.
         * @deprecated Use localredirect.v1.GetTableResponse.$Properties instead.
         */
        interface IGetTableResponse extends localredirect.v1.GetTableResponse.$Properties {
        }

        /** Represents a GetTableResponse. */
        class GetTableResponse {

            /**
             * Constructs a new GetTableResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.GetTableResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetTableResponse node. */
            node: string;

            /** GetTableResponse digest. */
            digest: Uint8Array;

            /** GetTableResponse redirects. */
            redirects: localredirect.v1.Redirect.$Properties[];

            /**
             * Encodes the specified GetTableResponse message. Does not implicitly {@link localredirect.v1.GetTableResponse.verify|verify} messages.
             * @param message GetTableResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.GetTableResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetTableResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.GetTableResponse & localredirect.v1.GetTableResponse.$Shape} GetTableResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.GetTableResponse & localredirect.v1.GetTableResponse.$Shape;
        }

        namespace GetTableResponse {

            /** Properties of a GetTableResponse. */
            interface $Properties {

                /** GetTableResponse node */
                node?: (string|null);

                /** GetTableResponse digest */
                digest?: (Uint8Array|null);

                /** GetTableResponse redirects */
                redirects?: (localredirect.v1.Redirect.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetTableResponse. */
            type $Shape = localredirect.v1.GetTableResponse.$Properties;
        }

        /**
         * Properties of a ListPoliciesRequest.
         * @deprecated Use localredirect.v1.ListPoliciesRequest.$Properties instead.
         */
        interface IListPoliciesRequest extends localredirect.v1.ListPoliciesRequest.$Properties {
        }

        /** Represents a ListPoliciesRequest. */
        class ListPoliciesRequest {

            /**
             * Constructs a new ListPoliciesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.ListPoliciesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListPoliciesRequest message. Does not implicitly {@link localredirect.v1.ListPoliciesRequest.verify|verify} messages.
             * @param message ListPoliciesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.ListPoliciesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPoliciesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.ListPoliciesRequest & localredirect.v1.ListPoliciesRequest.$Shape} ListPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.ListPoliciesRequest & localredirect.v1.ListPoliciesRequest.$Shape;
        }

        namespace ListPoliciesRequest {

            /** Properties of a ListPoliciesRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPoliciesRequest. */
            type $Shape = localredirect.v1.ListPoliciesRequest.$Properties;
        }

        /**
         * Properties of a ListPoliciesResponse.
         * @deprecated Use localredirect.v1.ListPoliciesResponse.$Properties instead.
         */
        interface IListPoliciesResponse extends localredirect.v1.ListPoliciesResponse.$Properties {
        }

        /** Represents a ListPoliciesResponse. */
        class ListPoliciesResponse {

            /**
             * Constructs a new ListPoliciesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.ListPoliciesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListPoliciesResponse policies. */
            policies: localredirect.v1.PolicyStatus.$Properties[];

            /**
             * Encodes the specified ListPoliciesResponse message. Does not implicitly {@link localredirect.v1.ListPoliciesResponse.verify|verify} messages.
             * @param message ListPoliciesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.ListPoliciesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListPoliciesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.ListPoliciesResponse & localredirect.v1.ListPoliciesResponse.$Shape} ListPoliciesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.ListPoliciesResponse & localredirect.v1.ListPoliciesResponse.$Shape;
        }

        namespace ListPoliciesResponse {

            /** Properties of a ListPoliciesResponse. */
            interface $Properties {

                /** ListPoliciesResponse policies */
                policies?: (localredirect.v1.PolicyStatus.$Properties[]|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListPoliciesResponse. */
            type $Shape = localredirect.v1.ListPoliciesResponse.$Properties;
        }

        /**
         * Properties of a PolicyStatus.
         * @deprecated Use localredirect.v1.PolicyStatus.$Properties instead.
         */
        interface IPolicyStatus extends localredirect.v1.PolicyStatus.$Properties {
        }

        /** Represents a PolicyStatus. */
        class PolicyStatus {

            /**
             * Constructs a new PolicyStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.PolicyStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PolicyStatus name. */
            name: string;

            /** PolicyStatus uid. */
            uid: string;

            /** PolicyStatus generation. */
            generation: (number|Long);

            /** PolicyStatus enabled. */
            enabled: boolean;

            /** PolicyStatus frontend. */
            frontend: string;

            /** PolicyStatus serviceId. */
            serviceId: number;

            /** PolicyStatus conditions. */
            conditions: localredirect.v1.Condition.$Properties[];

            /** PolicyStatus nodesWanted. */
            nodesWanted: number;

            /** PolicyStatus nodesProgrammed. */
            nodesProgrammed: number;

            /** PolicyStatus backends. */
            backends: number;

            /** PolicyStatus origin. */
            origin: string;

            /**
             * Encodes the specified PolicyStatus message. Does not implicitly {@link localredirect.v1.PolicyStatus.verify|verify} messages.
             * @param message PolicyStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.PolicyStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PolicyStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.PolicyStatus & localredirect.v1.PolicyStatus.$Shape} PolicyStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.PolicyStatus & localredirect.v1.PolicyStatus.$Shape;
        }

        namespace PolicyStatus {

            /** Properties of a PolicyStatus. */
            interface $Properties {

                /** PolicyStatus name */
                name?: (string|null);

                /** PolicyStatus uid */
                uid?: (string|null);

                /** PolicyStatus generation */
                generation?: (number|Long|null);

                /** PolicyStatus enabled */
                enabled?: (boolean|null);

                /** PolicyStatus frontend */
                frontend?: (string|null);

                /** PolicyStatus serviceId */
                serviceId?: (number|null);

                /** PolicyStatus conditions */
                conditions?: (localredirect.v1.Condition.$Properties[]|null);

                /** PolicyStatus nodesWanted */
                nodesWanted?: (number|null);

                /** PolicyStatus nodesProgrammed */
                nodesProgrammed?: (number|null);

                /** PolicyStatus backends */
                backends?: (number|null);

                /** PolicyStatus origin */
                origin?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PolicyStatus. */
            type $Shape = localredirect.v1.PolicyStatus.$Properties;
        }

        /**
         * Properties of a Condition.
         * @deprecated Use localredirect.v1.Condition.$Properties instead.
         */
        interface ICondition extends localredirect.v1.Condition.$Properties {
        }

        /** Represents a Condition. */
        class Condition {

            /**
             * Constructs a new Condition.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Condition.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Condition type. */
            type: string;

            /** Condition status. */
            status: string;

            /** Condition reason. */
            reason: string;

            /** Condition message. */
            message: string;

            /** Condition observedGeneration. */
            observedGeneration: (number|Long);

            /** Condition lastTransitionTime. */
            lastTransitionTime?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Encodes the specified Condition message. Does not implicitly {@link localredirect.v1.Condition.verify|verify} messages.
             * @param message Condition message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Condition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Condition message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Condition & localredirect.v1.Condition.$Shape} Condition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Condition & localredirect.v1.Condition.$Shape;
        }

        namespace Condition {

            /** Properties of a Condition. */
            interface $Properties {

                /** Condition type */
                type?: (string|null);

                /** Condition status */
                status?: (string|null);

                /** Condition reason */
                reason?: (string|null);

                /** Condition message */
                message?: (string|null);

                /** Condition observedGeneration */
                observedGeneration?: (number|Long|null);

                /** Condition lastTransitionTime */
                lastTransitionTime?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Condition. */
            type $Shape = localredirect.v1.Condition.$Properties;
        }

        /**
         * Properties of a StreamProgressRequest.
         * @deprecated Use localredirect.v1.StreamProgressRequest.$Properties instead.
         */
        interface IStreamProgressRequest extends localredirect.v1.StreamProgressRequest.$Properties {
        }

        /** Represents a StreamProgressRequest. */
        class StreamProgressRequest {

            /**
             * Constructs a new StreamProgressRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.StreamProgressRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StreamProgressRequest controller. */
            controller: string;

            /**
             * Encodes the specified StreamProgressRequest message. Does not implicitly {@link localredirect.v1.StreamProgressRequest.verify|verify} messages.
             * @param message StreamProgressRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.StreamProgressRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StreamProgressRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.StreamProgressRequest & localredirect.v1.StreamProgressRequest.$Shape} StreamProgressRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.StreamProgressRequest & localredirect.v1.StreamProgressRequest.$Shape;
        }

        namespace StreamProgressRequest {

            /** Properties of a StreamProgressRequest. */
            interface $Properties {

                /** StreamProgressRequest controller */
                controller?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StreamProgressRequest. */
            type $Shape = localredirect.v1.StreamProgressRequest.$Properties;
        }

        /**
         * Properties of a ProgressMessage.
         * @deprecated Use localredirect.v1.ProgressMessage.$Properties instead.
         */
        interface IProgressMessage extends localredirect.v1.ProgressMessage.$Properties {
        }

        /** Represents a ProgressMessage. */
        class ProgressMessage {

            /**
             * Constructs a new ProgressMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.ProgressMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProgressMessage welcome. */
            welcome?: (localredirect.v1.PeerWelcome.$Properties|null);

            /** ProgressMessage progress. */
            progress?: (localredirect.v1.Progress.$Properties|null);

            /** ProgressMessage kind. */
            kind?: ("welcome"|"progress");

            /**
             * Encodes the specified ProgressMessage message. Does not implicitly {@link localredirect.v1.ProgressMessage.verify|verify} messages.
             * @param message ProgressMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.ProgressMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProgressMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.ProgressMessage & localredirect.v1.ProgressMessage.$Shape} ProgressMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.ProgressMessage & localredirect.v1.ProgressMessage.$Shape;
        }

        namespace ProgressMessage {

            /** Properties of a ProgressMessage. */
            interface $Properties {

                /** ProgressMessage welcome */
                welcome?: (localredirect.v1.PeerWelcome.$Properties|null);

                /** ProgressMessage progress */
                progress?: (localredirect.v1.Progress.$Properties|null);

                /** ProgressMessage kind */
                kind?: ("welcome"|"progress");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ProgressMessage. */
            type $Shape = {
              welcome?: localredirect.v1.PeerWelcome.$Shape|null;
              progress?: localredirect.v1.Progress.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; welcome?: null; progress?: null }|{ kind?: "welcome"; welcome: localredirect.v1.PeerWelcome.$Shape; progress?: null }|{ kind?: "progress"; welcome?: null; progress: localredirect.v1.Progress.$Shape })
            );
        }

        /**
         * Properties of a PeerWelcome.
         * @deprecated Use localredirect.v1.PeerWelcome.$Properties instead.
         */
        interface IPeerWelcome extends localredirect.v1.PeerWelcome.$Properties {
        }

        /** Represents a PeerWelcome. */
        class PeerWelcome {

            /**
             * Constructs a new PeerWelcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.PeerWelcome.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PeerWelcome controller. */
            controller: string;

            /** PeerWelcome instance. */
            instance: string;

            /**
             * Encodes the specified PeerWelcome message. Does not implicitly {@link localredirect.v1.PeerWelcome.verify|verify} messages.
             * @param message PeerWelcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.PeerWelcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PeerWelcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.PeerWelcome & localredirect.v1.PeerWelcome.$Shape} PeerWelcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.PeerWelcome & localredirect.v1.PeerWelcome.$Shape;
        }

        namespace PeerWelcome {

            /** Properties of a PeerWelcome. */
            interface $Properties {

                /** PeerWelcome controller */
                controller?: (string|null);

                /** PeerWelcome instance */
                instance?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PeerWelcome. */
            type $Shape = localredirect.v1.PeerWelcome.$Properties;
        }

        /**
         * Properties of a Progress.
         * @deprecated Use localredirect.v1.Progress.$Properties instead.
         */
        interface IProgress extends localredirect.v1.Progress.$Properties {
        }

        /** Represents a Progress. */
        class Progress {

            /**
             * Constructs a new Progress.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.Progress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Progress nodes. */
            nodes: localredirect.v1.NodeProgress.$Properties[];

            /** Progress policyUids. */
            policyUids: string[];

            /** Progress snapshotEnd. */
            snapshotEnd: boolean;

            /**
             * Encodes the specified Progress message. Does not implicitly {@link localredirect.v1.Progress.verify|verify} messages.
             * @param message Progress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.Progress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Progress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.Progress & localredirect.v1.Progress.$Shape} Progress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.Progress & localredirect.v1.Progress.$Shape;
        }

        namespace Progress {

            /** Properties of a Progress. */
            interface $Properties {

                /** Progress nodes */
                nodes?: (localredirect.v1.NodeProgress.$Properties[]|null);

                /** Progress policyUids */
                policyUids?: (string[]|null);

                /** Progress snapshotEnd */
                snapshotEnd?: (boolean|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Progress. */
            type $Shape = localredirect.v1.Progress.$Properties;
        }

        /**
         * Properties of a NodeProgress.
         * @deprecated Use localredirect.v1.NodeProgress.$Properties instead.
         */
        interface INodeProgress extends localredirect.v1.NodeProgress.$Properties {
        }

        /** Represents a NodeProgress. */
        class NodeProgress {

            /**
             * Constructs a new NodeProgress.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.NodeProgress.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeProgress node. */
            node: string;

            /** NodeProgress connected. */
            connected: boolean;

            /** NodeProgress since. */
            since?: (google.protobuf.Timestamp.$Properties|null);

            /** NodeProgress syncedAt. */
            syncedAt?: (google.protobuf.Timestamp.$Properties|null);

            /** NodeProgress agentVersion. */
            agentVersion: string;

            /** NodeProgress digest. */
            digest: Uint8Array;

            /** NodeProgress reset. */
            reset: boolean;

            /** NodeProgress applied. */
            applied: localredirect.v1.AppliedRedirect.$Properties[];

            /** NodeProgress removed. */
            removed: string[];

            /** NodeProgress refused. */
            refused: localredirect.v1.RefusedRedirect.$Properties[];

            /** NodeProgress warnings. */
            warnings: localredirect.v1.AppliedWarning.$Properties[];

            /** NodeProgress more. */
            more: boolean;

            /** NodeProgress toldAt. */
            toldAt?: (google.protobuf.Timestamp.$Properties|null);

            /**
             * Encodes the specified NodeProgress message. Does not implicitly {@link localredirect.v1.NodeProgress.verify|verify} messages.
             * @param message NodeProgress message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.NodeProgress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeProgress message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.NodeProgress & localredirect.v1.NodeProgress.$Shape} NodeProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.NodeProgress & localredirect.v1.NodeProgress.$Shape;
        }

        namespace NodeProgress {

            /** Properties of a NodeProgress. */
            interface $Properties {

                /** NodeProgress node */
                node?: (string|null);

                /** NodeProgress connected */
                connected?: (boolean|null);

                /** NodeProgress since */
                since?: (google.protobuf.Timestamp.$Properties|null);

                /** NodeProgress syncedAt */
                syncedAt?: (google.protobuf.Timestamp.$Properties|null);

                /** NodeProgress agentVersion */
                agentVersion?: (string|null);

                /** NodeProgress digest */
                digest?: (Uint8Array|null);

                /** NodeProgress reset */
                reset?: (boolean|null);

                /** NodeProgress applied */
                applied?: (localredirect.v1.AppliedRedirect.$Properties[]|null);

                /** NodeProgress removed */
                removed?: (string[]|null);

                /** NodeProgress refused */
                refused?: (localredirect.v1.RefusedRedirect.$Properties[]|null);

                /** NodeProgress warnings */
                warnings?: (localredirect.v1.AppliedWarning.$Properties[]|null);

                /** NodeProgress more */
                more?: (boolean|null);

                /** NodeProgress toldAt */
                toldAt?: (google.protobuf.Timestamp.$Properties|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeProgress. */
            type $Shape = localredirect.v1.NodeProgress.$Properties;
        }

        /**
         * Properties of an AppliedRedirect.
         * @deprecated Use localredirect.v1.AppliedRedirect.$Properties instead.
         */
        interface IAppliedRedirect extends localredirect.v1.AppliedRedirect.$Properties {
        }

        /** Represents an AppliedRedirect. */
        class AppliedRedirect {

            /**
             * Constructs a new AppliedRedirect.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.AppliedRedirect.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AppliedRedirect frontend. */
            frontend: string;

            /** AppliedRedirect version. */
            version: Uint8Array;

            /** AppliedRedirect policy. */
            policy: number;

            /** AppliedRedirect generation. */
            generation: (number|Long);

            /**
             * Encodes the specified AppliedRedirect message. Does not implicitly {@link localredirect.v1.AppliedRedirect.verify|verify} messages.
             * @param message AppliedRedirect message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.AppliedRedirect.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AppliedRedirect message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.AppliedRedirect & localredirect.v1.AppliedRedirect.$Shape} AppliedRedirect
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.AppliedRedirect & localredirect.v1.AppliedRedirect.$Shape;
        }

        namespace AppliedRedirect {

            /** Properties of an AppliedRedirect. */
            interface $Properties {

                /** AppliedRedirect frontend */
                frontend?: (string|null);

                /** AppliedRedirect version */
                version?: (Uint8Array|null);

                /** AppliedRedirect policy */
                policy?: (number|null);

                /** AppliedRedirect generation */
                generation?: (number|Long|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AppliedRedirect. */
            type $Shape = localredirect.v1.AppliedRedirect.$Properties;
        }

        /**
         * Properties of a RefusedRedirect.
         * @deprecated Use localredirect.v1.RefusedRedirect.$Properties instead.
         */
        interface IRefusedRedirect extends localredirect.v1.RefusedRedirect.$Properties {
        }

        /** Represents a RefusedRedirect. */
        class RefusedRedirect {

            /**
             * Constructs a new RefusedRedirect.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.RefusedRedirect.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RefusedRedirect frontend. */
            frontend: string;

            /** RefusedRedirect version. */
            version: Uint8Array;

            /** RefusedRedirect message. */
            message: string;

            /**
             * Encodes the specified RefusedRedirect message. Does not implicitly {@link localredirect.v1.RefusedRedirect.verify|verify} messages.
             * @param message RefusedRedirect message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.RefusedRedirect.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RefusedRedirect message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.RefusedRedirect & localredirect.v1.RefusedRedirect.$Shape} RefusedRedirect
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.RefusedRedirect & localredirect.v1.RefusedRedirect.$Shape;
        }

        namespace RefusedRedirect {

            /** Properties of a RefusedRedirect. */
            interface $Properties {

                /** RefusedRedirect frontend */
                frontend?: (string|null);

                /** RefusedRedirect version */
                version?: (Uint8Array|null);

                /** RefusedRedirect message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RefusedRedirect. */
            type $Shape = localredirect.v1.RefusedRedirect.$Properties;
        }

        /**
         * Properties of an AppliedWarning.
         * @deprecated Use localredirect.v1.AppliedWarning.$Properties instead.
         */
        interface IAppliedWarning extends localredirect.v1.AppliedWarning.$Properties {
        }

        /** Represents an AppliedWarning. */
        class AppliedWarning {

            /**
             * Constructs a new AppliedWarning.
             * @param [properties] Properties to set
             */
            constructor(properties?: localredirect.v1.AppliedWarning.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AppliedWarning frontend. */
            frontend: string;

            /** AppliedWarning message. */
            message: string;

            /**
             * Encodes the specified AppliedWarning message. Does not implicitly {@link localredirect.v1.AppliedWarning.verify|verify} messages.
             * @param message AppliedWarning message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: localredirect.v1.AppliedWarning.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AppliedWarning message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {localredirect.v1.AppliedWarning & localredirect.v1.AppliedWarning.$Shape} AppliedWarning
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): localredirect.v1.AppliedWarning & localredirect.v1.AppliedWarning.$Shape;
        }

        namespace AppliedWarning {

            /** Properties of an AppliedWarning. */
            interface $Properties {

                /** AppliedWarning frontend */
                frontend?: (string|null);

                /** AppliedWarning message */
                message?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AppliedWarning. */
            type $Shape = localredirect.v1.AppliedWarning.$Properties;
        }
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /**
         * Properties of a Timestamp.
         * @deprecated Use google.protobuf.Timestamp.$Properties instead.
         */
        interface ITimestamp extends google.protobuf.Timestamp.$Properties {
        }

        /** Represents a Timestamp. */
        class Timestamp {

            /**
             * Constructs a new Timestamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Timestamp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Timestamp seconds. */
            seconds: (number|Long);

            /** Timestamp nanos. */
            nanos: number;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @param message Timestamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Timestamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
        }

        namespace Timestamp {

            /** Properties of a Timestamp. */
            interface $Properties {

                /** Timestamp seconds */
                seconds?: (number|Long|null);

                /** Timestamp nanos */
                nanos?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Timestamp. */
            type $Shape = google.protobuf.Timestamp.$Properties;
        }
    }
}
