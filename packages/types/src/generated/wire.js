// Generated from proto/ by `npm run generate`. Do not edit.
/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["localredirect"] || ($protobuf.roots["localredirect"] = {});

export const localredirect = $root.localredirect = (() => {

    /**
     * Namespace localredirect.
     * @exports localredirect
     * @namespace
     */
    const localredirect = {};

    localredirect.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof localredirect
         * @namespace
         */
        const v1 = {};

        v1.AgentMessage = (function() {

            /**
             * Properties of an AgentMessage.
             * @typedef {Object} localredirect.v1.AgentMessage.$Properties
             * @property {localredirect.v1.Hello.$Properties|null} [hello] AgentMessage hello
             * @property {localredirect.v1.Inventory.$Properties|null} [inventory] AgentMessage inventory
             * @property {localredirect.v1.Ack.$Properties|null} [ack] AgentMessage ack
             * @property {localredirect.v1.Heartbeat.$Properties|null} [heartbeat] AgentMessage heartbeat
             * @property {localredirect.v1.Reauthentication.$Properties|null} [reauthentication] AgentMessage reauthentication
             * @property {"hello"|"inventory"|"ack"|"heartbeat"|"reauthentication"} [kind] AgentMessage kind
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AgentMessage.
             * @memberof localredirect.v1
             * @interface IAgentMessage
             * @augments localredirect.v1.AgentMessage.$Properties
             * @deprecated Use localredirect.v1.AgentMessage.$Properties instead.
             */

            /**
             * Narrowed shape of an AgentMessage.
             * @typedef {{
             *   hello?: localredirect.v1.Hello.$Shape|null;
             *   inventory?: localredirect.v1.Inventory.$Shape|null;
             *   ack?: localredirect.v1.Ack.$Shape|null;
             *   heartbeat?: localredirect.v1.Heartbeat.$Shape|null;
             *   reauthentication?: localredirect.v1.Reauthentication.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ kind?: undefined; hello?: null; inventory?: null; ack?: null; heartbeat?: null; reauthentication?: null }|{ kind?: "hello"; hello: localredirect.v1.Hello.$Shape; inventory?: null; ack?: null; heartbeat?: null; reauthentication?: null }|{ kind?: "inventory"; hello?: null; inventory: localredirect.v1.Inventory.$Shape; ack?: null; heartbeat?: null; reauthentication?: null }|{ kind?: "ack"; hello?: null; inventory?: null; ack: localredirect.v1.Ack.$Shape; heartbeat?: null; reauthentication?: null }|{ kind?: "heartbeat"; hello?: null; inventory?: null; ack?: null; heartbeat: localredirect.v1.Heartbeat.$Shape; reauthentication?: null }|{ kind?: "reauthentication"; hello?: null; inventory?: null; ack?: null; heartbeat?: null; reauthentication: localredirect.v1.Reauthentication.$Shape })
             * )} localredirect.v1.AgentMessage.$Shape
             */

            /**
             * Constructs a new AgentMessage.
             * @memberof localredirect.v1
             * @classdesc Represents an AgentMessage.
             * @constructor
             * @param {localredirect.v1.AgentMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AgentMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AgentMessage hello.
             * @member {localredirect.v1.Hello.$Properties|null|undefined} hello
             * @memberof localredirect.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.hello = null;

            /**
             * AgentMessage inventory.
             * @member {localredirect.v1.Inventory.$Properties|null|undefined} inventory
             * @memberof localredirect.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.inventory = null;

            /**
             * AgentMessage ack.
             * @member {localredirect.v1.Ack.$Properties|null|undefined} ack
             * @memberof localredirect.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.ack = null;

            /**
             * AgentMessage heartbeat.
             * @member {localredirect.v1.Heartbeat.$Properties|null|undefined} heartbeat
             * @memberof localredirect.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.heartbeat = null;

            /**
             * AgentMessage reauthentication.
             * @member {localredirect.v1.Reauthentication.$Properties|null|undefined} reauthentication
             * @memberof localredirect.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.reauthentication = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * AgentMessage kind.
             * @member {"hello"|"inventory"|"ack"|"heartbeat"|"reauthentication"|undefined} kind
             * @memberof localredirect.v1.AgentMessage
             * @instance
             */
            $Object.defineProperty(AgentMessage.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["hello", "inventory", "ack", "heartbeat", "reauthentication"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified AgentMessage message. Does not implicitly {@link localredirect.v1.AgentMessage.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.AgentMessage
             * @static
             * @param {localredirect.v1.AgentMessage.$Properties} message AgentMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AgentMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                    $root.localredirect.v1.Hello.encode(message.hello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.inventory != null && $Object.hasOwnProperty.call(message, "inventory"))
                    $root.localredirect.v1.Inventory.encode(message.inventory, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.ack != null && $Object.hasOwnProperty.call(message, "ack"))
                    $root.localredirect.v1.Ack.encode(message.ack, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
                    $root.localredirect.v1.Heartbeat.encode(message.heartbeat, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.reauthentication != null && $Object.hasOwnProperty.call(message, "reauthentication"))
                    $root.localredirect.v1.Reauthentication.encode(message.reauthentication, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AgentMessage message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.AgentMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.AgentMessage & localredirect.v1.AgentMessage.$Shape} AgentMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AgentMessage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.AgentMessage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.hello = $root.localredirect.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                            message.kind = "hello";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.inventory = $root.localredirect.v1.Inventory.decode(reader, reader.size(), $undefined, _depth + 1, message.inventory);
                            message.kind = "inventory";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.ack = $root.localredirect.v1.Ack.decode(reader, reader.size(), $undefined, _depth + 1, message.ack);
                            message.kind = "ack";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.heartbeat = $root.localredirect.v1.Heartbeat.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
                            message.kind = "heartbeat";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.reauthentication = $root.localredirect.v1.Reauthentication.decode(reader, reader.size(), $undefined, _depth + 1, message.reauthentication);
                            message.kind = "reauthentication";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AgentMessage;
        })();

        v1.ControllerMessage = (function() {

            /**
             * Properties of a ControllerMessage.
             * @typedef {Object} localredirect.v1.ControllerMessage.$Properties
             * @property {localredirect.v1.Welcome.$Properties|null} [welcome] ControllerMessage welcome
             * @property {localredirect.v1.InventoryRequest.$Properties|null} [inventoryRequest] ControllerMessage inventoryRequest
             * @property {localredirect.v1.Batch.$Properties|null} [batch] ControllerMessage batch
             * @property {localredirect.v1.Heartbeat.$Properties|null} [heartbeat] ControllerMessage heartbeat
             * @property {localredirect.v1.Drain.$Properties|null} [drain] ControllerMessage drain
             * @property {"welcome"|"inventoryRequest"|"batch"|"heartbeat"|"drain"} [kind] ControllerMessage kind
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ControllerMessage.
             * @memberof localredirect.v1
             * @interface IControllerMessage
             * @augments localredirect.v1.ControllerMessage.$Properties
             * @deprecated Use localredirect.v1.ControllerMessage.$Properties instead.
             */

            /**
             * Narrowed shape of a ControllerMessage.
             * @typedef {{
             *   welcome?: localredirect.v1.Welcome.$Shape|null;
             *   inventoryRequest?: localredirect.v1.InventoryRequest.$Shape|null;
             *   batch?: localredirect.v1.Batch.$Shape|null;
             *   heartbeat?: localredirect.v1.Heartbeat.$Shape|null;
             *   drain?: localredirect.v1.Drain.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ kind?: undefined; welcome?: null; inventoryRequest?: null; batch?: null; heartbeat?: null; drain?: null }|{ kind?: "welcome"; welcome: localredirect.v1.Welcome.$Shape; inventoryRequest?: null; batch?: null; heartbeat?: null; drain?: null }|{ kind?: "inventoryRequest"; welcome?: null; inventoryRequest: localredirect.v1.InventoryRequest.$Shape; batch?: null; heartbeat?: null; drain?: null }|{ kind?: "batch"; welcome?: null; inventoryRequest?: null; batch: localredirect.v1.Batch.$Shape; heartbeat?: null; drain?: null }|{ kind?: "heartbeat"; welcome?: null; inventoryRequest?: null; batch?: null; heartbeat: localredirect.v1.Heartbeat.$Shape; drain?: null }|{ kind?: "drain"; welcome?: null; inventoryRequest?: null; batch?: null; heartbeat?: null; drain: localredirect.v1.Drain.$Shape })
             * )} localredirect.v1.ControllerMessage.$Shape
             */

            /**
             * Constructs a new ControllerMessage.
             * @memberof localredirect.v1
             * @classdesc Represents a ControllerMessage.
             * @constructor
             * @param {localredirect.v1.ControllerMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ControllerMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ControllerMessage welcome.
             * @member {localredirect.v1.Welcome.$Properties|null|undefined} welcome
             * @memberof localredirect.v1.ControllerMessage
             * @instance
             */
            ControllerMessage.prototype.welcome = null;

            /**
             * ControllerMessage inventoryRequest.
             * @member {localredirect.v1.InventoryRequest.$Properties|null|undefined} inventoryRequest
             * @memberof localredirect.v1.ControllerMessage
             * @instance
             */
            ControllerMessage.prototype.inventoryRequest = null;

            /**
             * ControllerMessage batch.
             * @member {localredirect.v1.Batch.$Properties|null|undefined} batch
             * @memberof localredirect.v1.ControllerMessage
             * @instance
             */
            ControllerMessage.prototype.batch = null;

            /**
             * ControllerMessage heartbeat.
             * @member {localredirect.v1.Heartbeat.$Properties|null|undefined} heartbeat
             * @memberof localredirect.v1.ControllerMessage
             * @instance
             */
            ControllerMessage.prototype.heartbeat = null;

            /**
             * ControllerMessage drain.
             * @member {localredirect.v1.Drain.$Properties|null|undefined} drain
             * @memberof localredirect.v1.ControllerMessage
             * @instance
             */
            ControllerMessage.prototype.drain = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ControllerMessage kind.
             * @member {"welcome"|"inventoryRequest"|"batch"|"heartbeat"|"drain"|undefined} kind
             * @memberof localredirect.v1.ControllerMessage
             * @instance
             */
            $Object.defineProperty(ControllerMessage.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["welcome", "inventoryRequest", "batch", "heartbeat", "drain"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified ControllerMessage message. Does not implicitly {@link localredirect.v1.ControllerMessage.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.ControllerMessage
             * @static
             * @param {localredirect.v1.ControllerMessage.$Properties} message ControllerMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ControllerMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                    $root.localredirect.v1.Welcome.encode(message.welcome, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.inventoryRequest != null && $Object.hasOwnProperty.call(message, "inventoryRequest"))
                    $root.localredirect.v1.InventoryRequest.encode(message.inventoryRequest, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.batch != null && $Object.hasOwnProperty.call(message, "batch"))
                    $root.localredirect.v1.Batch.encode(message.batch, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
                    $root.localredirect.v1.Heartbeat.encode(message.heartbeat, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.drain != null && $Object.hasOwnProperty.call(message, "drain"))
                    $root.localredirect.v1.Drain.encode(message.drain, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ControllerMessage message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.ControllerMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.ControllerMessage & localredirect.v1.ControllerMessage.$Shape} ControllerMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ControllerMessage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.ControllerMessage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.welcome = $root.localredirect.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                            message.kind = "welcome";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.inventoryRequest = $root.localredirect.v1.InventoryRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.inventoryRequest);
                            message.kind = "inventoryRequest";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.batch = $root.localredirect.v1.Batch.decode(reader, reader.size(), $undefined, _depth + 1, message.batch);
                            message.kind = "batch";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.heartbeat = $root.localredirect.v1.Heartbeat.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
                            message.kind = "heartbeat";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.drain = $root.localredirect.v1.Drain.decode(reader, reader.size(), $undefined, _depth + 1, message.drain);
                            message.kind = "drain";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ControllerMessage;
        })();

        v1.Redirect = (function() {

            /**
             * Properties of a Redirect.
             * @typedef {Object} localredirect.v1.Redirect.$Properties
             * @property {localredirect.v1.Frontend.$Properties|null} [frontend] Redirect frontend
             * @property {localredirect.v1.Policy.$Properties|null} [policy] Redirect policy
             * @property {localredirect.v1.Options.$Properties|null} [options] Redirect options
             * @property {Array.<localredirect.v1.Backend.$Properties>|null} [backends] Redirect backends
             * @property {Array.<localredirect.v1.Member.$Properties>|null} [members] Redirect members
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Redirect.
             * @memberof localredirect.v1
             * @interface IRedirect
             * @augments localredirect.v1.Redirect.$Properties
             * @deprecated Use localredirect.v1.Redirect.$Properties instead.
             */

            /**
             * Shape of a Redirect.
             * @typedef {localredirect.v1.Redirect.$Properties} localredirect.v1.Redirect.$Shape
             */

            /**
             * Constructs a new Redirect.
             * @memberof localredirect.v1
             * @classdesc Represents a Redirect.
             * @constructor
             * @param {localredirect.v1.Redirect.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Redirect = function (properties) {
                this.backends = [];
                this.members = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Redirect frontend.
             * @member {localredirect.v1.Frontend.$Properties|null|undefined} frontend
             * @memberof localredirect.v1.Redirect
             * @instance
             */
            Redirect.prototype.frontend = null;

            /**
             * Redirect policy.
             * @member {localredirect.v1.Policy.$Properties|null|undefined} policy
             * @memberof localredirect.v1.Redirect
             * @instance
             */
            Redirect.prototype.policy = null;

            /**
             * Redirect options.
             * @member {localredirect.v1.Options.$Properties|null|undefined} options
             * @memberof localredirect.v1.Redirect
             * @instance
             */
            Redirect.prototype.options = null;

            /**
             * Redirect backends.
             * @member {Array.<localredirect.v1.Backend.$Properties>} backends
             * @memberof localredirect.v1.Redirect
             * @instance
             */
            Redirect.prototype.backends = $util.emptyArray;

            /**
             * Redirect members.
             * @member {Array.<localredirect.v1.Member.$Properties>} members
             * @memberof localredirect.v1.Redirect
             * @instance
             */
            Redirect.prototype.members = $util.emptyArray;

            /**
             * Encodes the specified Redirect message. Does not implicitly {@link localredirect.v1.Redirect.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Redirect
             * @static
             * @param {localredirect.v1.Redirect.$Properties} message Redirect message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Redirect.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend"))
                    $root.localredirect.v1.Frontend.encode(message.frontend, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy"))
                    $root.localredirect.v1.Policy.encode(message.policy, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.options != null && $Object.hasOwnProperty.call(message, "options"))
                    $root.localredirect.v1.Options.encode(message.options, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.backends != null && message.backends.length)
                    for (let i = 0; i < message.backends.length; ++i)
                        $root.localredirect.v1.Backend.encode(message.backends[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.members != null && message.members.length)
                    for (let i = 0; i < message.members.length; ++i)
                        $root.localredirect.v1.Member.encode(message.members[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Redirect message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Redirect
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Redirect & localredirect.v1.Redirect.$Shape} Redirect
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Redirect.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Redirect();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.frontend = $root.localredirect.v1.Frontend.decode(reader, reader.size(), $undefined, _depth + 1, message.frontend);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.policy = $root.localredirect.v1.Policy.decode(reader, reader.size(), $undefined, _depth + 1, message.policy);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.options = $root.localredirect.v1.Options.decode(reader, reader.size(), $undefined, _depth + 1, message.options);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.backends && message.backends.length))
                                message.backends = [];
                            message.backends.push($root.localredirect.v1.Backend.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.members && message.members.length))
                                message.members = [];
                            message.members.push($root.localredirect.v1.Member.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Redirect;
        })();

        v1.Frontend = (function() {

            /**
             * Properties of a Frontend.
             * @typedef {Object} localredirect.v1.Frontend.$Properties
             * @property {Uint8Array|null} [address] Frontend address
             * @property {number|null} [port] Frontend port
             * @property {localredirect.v1.Protocol|null} [protocol] Frontend protocol
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Frontend.
             * @memberof localredirect.v1
             * @interface IFrontend
             * @augments localredirect.v1.Frontend.$Properties
             * @deprecated Use localredirect.v1.Frontend.$Properties instead.
             */

            /**
             * Shape of a Frontend.
             * @typedef {localredirect.v1.Frontend.$Properties} localredirect.v1.Frontend.$Shape
             */

            /**
             * Constructs a new Frontend.
             * @memberof localredirect.v1
             * @classdesc Represents a Frontend.
             * @constructor
             * @param {localredirect.v1.Frontend.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Frontend = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Frontend address.
             * @member {Uint8Array} address
             * @memberof localredirect.v1.Frontend
             * @instance
             */
            Frontend.prototype.address = $util.newBuffer([]);

            /**
             * Frontend port.
             * @member {number} port
             * @memberof localredirect.v1.Frontend
             * @instance
             */
            Frontend.prototype.port = 0;

            /**
             * Frontend protocol.
             * @member {localredirect.v1.Protocol} protocol
             * @memberof localredirect.v1.Frontend
             * @instance
             */
            Frontend.prototype.protocol = 0;

            /**
             * Encodes the specified Frontend message. Does not implicitly {@link localredirect.v1.Frontend.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Frontend
             * @static
             * @param {localredirect.v1.Frontend.$Properties} message Frontend message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Frontend.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.address);
                if (message.port != null && $Object.hasOwnProperty.call(message, "port") && message.port !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.port);
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol") && message.protocol !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.protocol);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Frontend message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Frontend
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Frontend & localredirect.v1.Frontend.$Shape} Frontend
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Frontend.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Frontend();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.address = value;
                            else
                                delete message.address;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.port = value;
                            else
                                delete message.port;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.protocol = value;
                            else
                                delete message.protocol;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Frontend;
        })();

        /**
         * Protocol enum.
         * @name localredirect.v1.Protocol
         * @enum {number}
         * @property {number} PROTOCOL_UNSPECIFIED=0 PROTOCOL_UNSPECIFIED value
         * @property {number} PROTOCOL_TCP=6 PROTOCOL_TCP value
         * @property {number} PROTOCOL_UDP=17 PROTOCOL_UDP value
         */
        v1.Protocol = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "PROTOCOL_UNSPECIFIED"] = 0;
            values[valuesById[6] = "PROTOCOL_TCP"] = 6;
            values[valuesById[17] = "PROTOCOL_UDP"] = 17;
            return values;
        })();

        v1.Policy = (function() {

            /**
             * Properties of a Policy.
             * @typedef {Object} localredirect.v1.Policy.$Properties
             * @property {string|null} [name] Policy name
             * @property {string|null} [uid] Policy uid
             * @property {number|null} [id] Policy id
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Policy.
             * @memberof localredirect.v1
             * @interface IPolicy
             * @augments localredirect.v1.Policy.$Properties
             * @deprecated Use localredirect.v1.Policy.$Properties instead.
             */

            /**
             * Shape of a Policy.
             * @typedef {localredirect.v1.Policy.$Properties} localredirect.v1.Policy.$Shape
             */

            /**
             * Constructs a new Policy.
             * @memberof localredirect.v1
             * @classdesc Represents a Policy.
             * @constructor
             * @param {localredirect.v1.Policy.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Policy = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Policy name.
             * @member {string} name
             * @memberof localredirect.v1.Policy
             * @instance
             */
            Policy.prototype.name = "";

            /**
             * Policy uid.
             * @member {string} uid
             * @memberof localredirect.v1.Policy
             * @instance
             */
            Policy.prototype.uid = "";

            /**
             * Policy id.
             * @member {number} id
             * @memberof localredirect.v1.Policy
             * @instance
             */
            Policy.prototype.id = 0;

            /**
             * Encodes the specified Policy message. Does not implicitly {@link localredirect.v1.Policy.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Policy
             * @static
             * @param {localredirect.v1.Policy.$Properties} message Policy message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Policy.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.uid);
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.id);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Policy message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Policy
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Policy & localredirect.v1.Policy.$Shape} Policy
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Policy.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Policy();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.uid = value;
                            else
                                delete message.uid;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Policy;
        })();

        v1.Options = (function() {

            /**
             * Properties of an Options.
             * @typedef {Object} localredirect.v1.Options.$Properties
             * @property {boolean|null} [redirectSelf] Options redirectSelf
             * @property {number|null} [qosLimit] Options qosLimit
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Options.
             * @memberof localredirect.v1
             * @interface IOptions
             * @augments localredirect.v1.Options.$Properties
             * @deprecated Use localredirect.v1.Options.$Properties instead.
             */

            /**
             * Shape of an Options.
             * @typedef {localredirect.v1.Options.$Properties} localredirect.v1.Options.$Shape
             */

            /**
             * Constructs a new Options.
             * @memberof localredirect.v1
             * @classdesc Represents an Options.
             * @constructor
             * @param {localredirect.v1.Options.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Options = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Options redirectSelf.
             * @member {boolean} redirectSelf
             * @memberof localredirect.v1.Options
             * @instance
             */
            Options.prototype.redirectSelf = false;

            /**
             * Options qosLimit.
             * @member {number|null|undefined} qosLimit
             * @memberof localredirect.v1.Options
             * @instance
             */
            Options.prototype.qosLimit = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Options.prototype, "_qosLimit", {
                get: $util.oneOfGetter($oneOfFields = ["qosLimit"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Options message. Does not implicitly {@link localredirect.v1.Options.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Options
             * @static
             * @param {localredirect.v1.Options.$Properties} message Options message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Options.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.redirectSelf != null && $Object.hasOwnProperty.call(message, "redirectSelf") && message.redirectSelf !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.redirectSelf);
                if (message.qosLimit != null && $Object.hasOwnProperty.call(message, "qosLimit"))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.qosLimit);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Options message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Options
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Options & localredirect.v1.Options.$Shape} Options
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Options.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Options();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.redirectSelf = value;
                            else
                                delete message.redirectSelf;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            message.qosLimit = reader.uint32();
                            message._qosLimit = "qosLimit";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Options;
        })();

        v1.Pod = (function() {

            /**
             * Properties of a Pod.
             * @typedef {Object} localredirect.v1.Pod.$Properties
             * @property {string|null} [namespace] Pod namespace
             * @property {string|null} [name] Pod name
             * @property {string|null} [uid] Pod uid
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Pod.
             * @memberof localredirect.v1
             * @interface IPod
             * @augments localredirect.v1.Pod.$Properties
             * @deprecated Use localredirect.v1.Pod.$Properties instead.
             */

            /**
             * Shape of a Pod.
             * @typedef {localredirect.v1.Pod.$Properties} localredirect.v1.Pod.$Shape
             */

            /**
             * Constructs a new Pod.
             * @memberof localredirect.v1
             * @classdesc Represents a Pod.
             * @constructor
             * @param {localredirect.v1.Pod.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Pod = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Pod namespace.
             * @member {string} namespace
             * @memberof localredirect.v1.Pod
             * @instance
             */
            Pod.prototype.namespace = "";

            /**
             * Pod name.
             * @member {string} name
             * @memberof localredirect.v1.Pod
             * @instance
             */
            Pod.prototype.name = "";

            /**
             * Pod uid.
             * @member {string} uid
             * @memberof localredirect.v1.Pod
             * @instance
             */
            Pod.prototype.uid = "";

            /**
             * Encodes the specified Pod message. Does not implicitly {@link localredirect.v1.Pod.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Pod
             * @static
             * @param {localredirect.v1.Pod.$Properties} message Pod message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Pod.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.namespace);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.uid);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Pod message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Pod
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Pod & localredirect.v1.Pod.$Shape} Pod
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Pod.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Pod();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespace = value;
                            else
                                delete message.namespace;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.uid = value;
                            else
                                delete message.uid;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Pod;
        })();

        v1.Backend = (function() {

            /**
             * Properties of a Backend.
             * @typedef {Object} localredirect.v1.Backend.$Properties
             * @property {Uint8Array|null} [address] Backend address
             * @property {number|null} [port] Backend port
             * @property {localredirect.v1.Pod.$Properties|null} [pod] Backend pod
             * @property {boolean|null} [hostNetwork] Backend hostNetwork
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Backend.
             * @memberof localredirect.v1
             * @interface IBackend
             * @augments localredirect.v1.Backend.$Properties
             * @deprecated Use localredirect.v1.Backend.$Properties instead.
             */

            /**
             * Shape of a Backend.
             * @typedef {localredirect.v1.Backend.$Properties} localredirect.v1.Backend.$Shape
             */

            /**
             * Constructs a new Backend.
             * @memberof localredirect.v1
             * @classdesc Represents a Backend.
             * @constructor
             * @param {localredirect.v1.Backend.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Backend = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Backend address.
             * @member {Uint8Array} address
             * @memberof localredirect.v1.Backend
             * @instance
             */
            Backend.prototype.address = $util.newBuffer([]);

            /**
             * Backend port.
             * @member {number} port
             * @memberof localredirect.v1.Backend
             * @instance
             */
            Backend.prototype.port = 0;

            /**
             * Backend pod.
             * @member {localredirect.v1.Pod.$Properties|null|undefined} pod
             * @memberof localredirect.v1.Backend
             * @instance
             */
            Backend.prototype.pod = null;

            /**
             * Backend hostNetwork.
             * @member {boolean} hostNetwork
             * @memberof localredirect.v1.Backend
             * @instance
             */
            Backend.prototype.hostNetwork = false;

            /**
             * Encodes the specified Backend message. Does not implicitly {@link localredirect.v1.Backend.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Backend
             * @static
             * @param {localredirect.v1.Backend.$Properties} message Backend message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Backend.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.address);
                if (message.port != null && $Object.hasOwnProperty.call(message, "port") && message.port !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.port);
                if (message.pod != null && $Object.hasOwnProperty.call(message, "pod"))
                    $root.localredirect.v1.Pod.encode(message.pod, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.hostNetwork != null && $Object.hasOwnProperty.call(message, "hostNetwork") && message.hostNetwork !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.hostNetwork);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Backend message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Backend
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Backend & localredirect.v1.Backend.$Shape} Backend
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Backend.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Backend();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.address = value;
                            else
                                delete message.address;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.port = value;
                            else
                                delete message.port;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.pod = $root.localredirect.v1.Pod.decode(reader, reader.size(), $undefined, _depth + 1, message.pod);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hostNetwork = value;
                            else
                                delete message.hostNetwork;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Backend;
        })();

        v1.Member = (function() {

            /**
             * Properties of a Member.
             * @typedef {Object} localredirect.v1.Member.$Properties
             * @property {localredirect.v1.Pod.$Properties|null} [pod] Member pod
             * @property {boolean|null} [hostNetwork] Member hostNetwork
             * @property {Array.<string>|null} [cgroupTokens] Member cgroupTokens
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Member.
             * @memberof localredirect.v1
             * @interface IMember
             * @augments localredirect.v1.Member.$Properties
             * @deprecated Use localredirect.v1.Member.$Properties instead.
             */

            /**
             * Shape of a Member.
             * @typedef {localredirect.v1.Member.$Properties} localredirect.v1.Member.$Shape
             */

            /**
             * Constructs a new Member.
             * @memberof localredirect.v1
             * @classdesc Represents a Member.
             * @constructor
             * @param {localredirect.v1.Member.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Member = function (properties) {
                this.cgroupTokens = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Member pod.
             * @member {localredirect.v1.Pod.$Properties|null|undefined} pod
             * @memberof localredirect.v1.Member
             * @instance
             */
            Member.prototype.pod = null;

            /**
             * Member hostNetwork.
             * @member {boolean} hostNetwork
             * @memberof localredirect.v1.Member
             * @instance
             */
            Member.prototype.hostNetwork = false;

            /**
             * Member cgroupTokens.
             * @member {Array.<string>} cgroupTokens
             * @memberof localredirect.v1.Member
             * @instance
             */
            Member.prototype.cgroupTokens = $util.emptyArray;

            /**
             * Encodes the specified Member message. Does not implicitly {@link localredirect.v1.Member.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Member
             * @static
             * @param {localredirect.v1.Member.$Properties} message Member message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Member.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.pod != null && $Object.hasOwnProperty.call(message, "pod"))
                    $root.localredirect.v1.Pod.encode(message.pod, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.hostNetwork != null && $Object.hasOwnProperty.call(message, "hostNetwork") && message.hostNetwork !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.hostNetwork);
                if (message.cgroupTokens != null && message.cgroupTokens.length)
                    for (let i = 0; i < message.cgroupTokens.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.cgroupTokens[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Member message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Member
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Member & localredirect.v1.Member.$Shape} Member
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Member.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Member();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.pod = $root.localredirect.v1.Pod.decode(reader, reader.size(), $undefined, _depth + 1, message.pod);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.hostNetwork = value;
                            else
                                delete message.hostNetwork;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.cgroupTokens && message.cgroupTokens.length))
                                message.cgroupTokens = [];
                            message.cgroupTokens.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Member;
        })();

        v1.Hello = (function() {

            /**
             * Properties of a Hello.
             * @typedef {Object} localredirect.v1.Hello.$Properties
             * @property {string|null} [node] Hello node
             * @property {number|null} [schemaMin] Hello schemaMin
             * @property {number|null} [schemaMax] Hello schemaMax
             * @property {Uint8Array|null} [digest] Hello digest
             * @property {number|null} [redirects] Hello redirects
             * @property {Array.<localredirect.v1.Watermark.$Properties>|null} [watermarks] Hello watermarks
             * @property {boolean|null} [ipv4] Hello ipv4
             * @property {boolean|null} [ipv6] Hello ipv6
             * @property {string|null} [agentVersion] Hello agentVersion
             * @property {Array.<string>|null} [features] Hello features
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Hello.
             * @memberof localredirect.v1
             * @interface IHello
             * @augments localredirect.v1.Hello.$Properties
             * @deprecated Use localredirect.v1.Hello.$Properties instead.
             */

            /**
             * Shape of a Hello.
             * @typedef {localredirect.v1.Hello.$Properties} localredirect.v1.Hello.$Shape
             */

            /**
             * Constructs a new Hello.
             * @memberof localredirect.v1
             * @classdesc Represents a Hello.
             * @constructor
             * @param {localredirect.v1.Hello.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Hello = function (properties) {
                this.watermarks = [];
                this.features = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Hello node.
             * @member {string} node
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.node = "";

            /**
             * Hello schemaMin.
             * @member {number} schemaMin
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.schemaMin = 0;

            /**
             * Hello schemaMax.
             * @member {number} schemaMax
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.schemaMax = 0;

            /**
             * Hello digest.
             * @member {Uint8Array} digest
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.digest = $util.newBuffer([]);

            /**
             * Hello redirects.
             * @member {number} redirects
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.redirects = 0;

            /**
             * Hello watermarks.
             * @member {Array.<localredirect.v1.Watermark.$Properties>} watermarks
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.watermarks = $util.emptyArray;

            /**
             * Hello ipv4.
             * @member {boolean} ipv4
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.ipv4 = false;

            /**
             * Hello ipv6.
             * @member {boolean} ipv6
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.ipv6 = false;

            /**
             * Hello agentVersion.
             * @member {string} agentVersion
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.agentVersion = "";

            /**
             * Hello features.
             * @member {Array.<string>} features
             * @memberof localredirect.v1.Hello
             * @instance
             */
            Hello.prototype.features = $util.emptyArray;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link localredirect.v1.Hello.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Hello
             * @static
             * @param {localredirect.v1.Hello.$Properties} message Hello message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Hello.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.node);
                if (message.schemaMin != null && $Object.hasOwnProperty.call(message, "schemaMin") && message.schemaMin !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.schemaMin);
                if (message.schemaMax != null && $Object.hasOwnProperty.call(message, "schemaMax") && message.schemaMax !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.schemaMax);
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.digest);
                if (message.redirects != null && $Object.hasOwnProperty.call(message, "redirects") && message.redirects !== 0)
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.redirects);
                if (message.watermarks != null && message.watermarks.length)
                    for (let i = 0; i < message.watermarks.length; ++i)
                        $root.localredirect.v1.Watermark.encode(message.watermarks[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.ipv4 != null && $Object.hasOwnProperty.call(message, "ipv4") && message.ipv4 !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.ipv4);
                if (message.ipv6 != null && $Object.hasOwnProperty.call(message, "ipv6") && message.ipv6 !== false)
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.ipv6);
                if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.agentVersion);
                if (message.features != null && message.features.length)
                    for (let i = 0; i < message.features.length; ++i)
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.features[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Hello
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Hello & localredirect.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Hello.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Hello();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.schemaMin = value;
                            else
                                delete message.schemaMin;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.schemaMax = value;
                            else
                                delete message.schemaMax;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digest = value;
                            else
                                delete message.digest;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.redirects = value;
                            else
                                delete message.redirects;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.watermarks && message.watermarks.length))
                                message.watermarks = [];
                            message.watermarks.push($root.localredirect.v1.Watermark.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.ipv4 = value;
                            else
                                delete message.ipv4;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.ipv6 = value;
                            else
                                delete message.ipv6;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.agentVersion = value;
                            else
                                delete message.agentVersion;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.features && message.features.length))
                                message.features = [];
                            message.features.push(reader.stringVerify());
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Hello;
        })();

        v1.Inventory = (function() {

            /**
             * Properties of an Inventory.
             * @typedef {Object} localredirect.v1.Inventory.$Properties
             * @property {Uint8Array|null} [entries] Inventory entries
             * @property {boolean|null} [last] Inventory last
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Inventory.
             * @memberof localredirect.v1
             * @interface IInventory
             * @augments localredirect.v1.Inventory.$Properties
             * @deprecated Use localredirect.v1.Inventory.$Properties instead.
             */

            /**
             * Shape of an Inventory.
             * @typedef {localredirect.v1.Inventory.$Properties} localredirect.v1.Inventory.$Shape
             */

            /**
             * Constructs a new Inventory.
             * @memberof localredirect.v1
             * @classdesc Represents an Inventory.
             * @constructor
             * @param {localredirect.v1.Inventory.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Inventory = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Inventory entries.
             * @member {Uint8Array} entries
             * @memberof localredirect.v1.Inventory
             * @instance
             */
            Inventory.prototype.entries = $util.newBuffer([]);

            /**
             * Inventory last.
             * @member {boolean} last
             * @memberof localredirect.v1.Inventory
             * @instance
             */
            Inventory.prototype.last = false;

            /**
             * Encodes the specified Inventory message. Does not implicitly {@link localredirect.v1.Inventory.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Inventory
             * @static
             * @param {localredirect.v1.Inventory.$Properties} message Inventory message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Inventory.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.entries != null && $Object.hasOwnProperty.call(message, "entries") && message.entries.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.entries);
                if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.last);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Inventory message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Inventory
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Inventory & localredirect.v1.Inventory.$Shape} Inventory
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Inventory.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Inventory();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.entries = value;
                            else
                                delete message.entries;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.last = value;
                            else
                                delete message.last;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Inventory;
        })();

        v1.Ack = (function() {

            /**
             * Properties of an Ack.
             * @typedef {Object} localredirect.v1.Ack.$Properties
             * @property {number|Long|null} [nonce] Ack nonce
             * @property {Uint8Array|null} [digest] Ack digest
             * @property {Array.<localredirect.v1.Refusal.$Properties>|null} [refused] Ack refused
             * @property {google.protobuf.Timestamp.$Properties|null} [appliedAt] Ack appliedAt
             * @property {Array.<localredirect.v1.Warning.$Properties>|null} [warnings] Ack warnings
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Ack.
             * @memberof localredirect.v1
             * @interface IAck
             * @augments localredirect.v1.Ack.$Properties
             * @deprecated Use localredirect.v1.Ack.$Properties instead.
             */

            /**
             * Shape of an Ack.
             * @typedef {localredirect.v1.Ack.$Properties} localredirect.v1.Ack.$Shape
             */

            /**
             * Constructs a new Ack.
             * @memberof localredirect.v1
             * @classdesc Represents an Ack.
             * @constructor
             * @param {localredirect.v1.Ack.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Ack = function (properties) {
                this.refused = [];
                this.warnings = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Ack nonce.
             * @member {number|Long} nonce
             * @memberof localredirect.v1.Ack
             * @instance
             */
            Ack.prototype.nonce = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Ack digest.
             * @member {Uint8Array} digest
             * @memberof localredirect.v1.Ack
             * @instance
             */
            Ack.prototype.digest = $util.newBuffer([]);

            /**
             * Ack refused.
             * @member {Array.<localredirect.v1.Refusal.$Properties>} refused
             * @memberof localredirect.v1.Ack
             * @instance
             */
            Ack.prototype.refused = $util.emptyArray;

            /**
             * Ack appliedAt.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} appliedAt
             * @memberof localredirect.v1.Ack
             * @instance
             */
            Ack.prototype.appliedAt = null;

            /**
             * Ack warnings.
             * @member {Array.<localredirect.v1.Warning.$Properties>} warnings
             * @memberof localredirect.v1.Ack
             * @instance
             */
            Ack.prototype.warnings = $util.emptyArray;

            /**
             * Encodes the specified Ack message. Does not implicitly {@link localredirect.v1.Ack.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Ack
             * @static
             * @param {localredirect.v1.Ack.$Properties} message Ack message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Ack.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && (typeof message.nonce === "object" ? message.nonce.low || message.nonce.high : message.nonce !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.nonce);
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.digest);
                if (message.refused != null && message.refused.length)
                    for (let i = 0; i < message.refused.length; ++i)
                        $root.localredirect.v1.Refusal.encode(message.refused[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.appliedAt != null && $Object.hasOwnProperty.call(message, "appliedAt"))
                    $root.google.protobuf.Timestamp.encode(message.appliedAt, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.warnings != null && message.warnings.length)
                    for (let i = 0; i < message.warnings.length; ++i)
                        $root.localredirect.v1.Warning.encode(message.warnings[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Ack message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Ack
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Ack & localredirect.v1.Ack.$Shape} Ack
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Ack.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Ack();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.nonce = value;
                            else
                                delete message.nonce;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digest = value;
                            else
                                delete message.digest;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.refused && message.refused.length))
                                message.refused = [];
                            message.refused.push($root.localredirect.v1.Refusal.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.appliedAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.appliedAt);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.warnings && message.warnings.length))
                                message.warnings = [];
                            message.warnings.push($root.localredirect.v1.Warning.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Ack;
        })();

        v1.Refusal = (function() {

            /**
             * Properties of a Refusal.
             * @typedef {Object} localredirect.v1.Refusal.$Properties
             * @property {Uint8Array|null} [id] Refusal id
             * @property {Uint8Array|null} [version] Refusal version
             * @property {localredirect.v1.Refusal.Code|null} [code] Refusal code
             * @property {string|null} [message] Refusal message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Refusal.
             * @memberof localredirect.v1
             * @interface IRefusal
             * @augments localredirect.v1.Refusal.$Properties
             * @deprecated Use localredirect.v1.Refusal.$Properties instead.
             */

            /**
             * Shape of a Refusal.
             * @typedef {localredirect.v1.Refusal.$Properties} localredirect.v1.Refusal.$Shape
             */

            /**
             * Constructs a new Refusal.
             * @memberof localredirect.v1
             * @classdesc Represents a Refusal.
             * @constructor
             * @param {localredirect.v1.Refusal.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Refusal = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Refusal id.
             * @member {Uint8Array} id
             * @memberof localredirect.v1.Refusal
             * @instance
             */
            Refusal.prototype.id = $util.newBuffer([]);

            /**
             * Refusal version.
             * @member {Uint8Array} version
             * @memberof localredirect.v1.Refusal
             * @instance
             */
            Refusal.prototype.version = $util.newBuffer([]);

            /**
             * Refusal code.
             * @member {localredirect.v1.Refusal.Code} code
             * @memberof localredirect.v1.Refusal
             * @instance
             */
            Refusal.prototype.code = 0;

            /**
             * Refusal message.
             * @member {string} message
             * @memberof localredirect.v1.Refusal
             * @instance
             */
            Refusal.prototype.message = "";

            /**
             * Encodes the specified Refusal message. Does not implicitly {@link localredirect.v1.Refusal.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Refusal
             * @static
             * @param {localredirect.v1.Refusal.$Properties} message Refusal message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Refusal.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.version);
                if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.code);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Refusal message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Refusal
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Refusal & localredirect.v1.Refusal.$Shape} Refusal
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Refusal.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Refusal();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.code = value;
                            else
                                delete message.code;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * Code enum.
             * @name localredirect.v1.Refusal.Code
             * @enum {number}
             * @property {number} CODE_UNSPECIFIED=0 CODE_UNSPECIFIED value
             * @property {number} CODE_INVALID=1 CODE_INVALID value
             * @property {number} CODE_TABLE_FULL=2 CODE_TABLE_FULL value
             * @property {number} CODE_UNSUPPORTED=3 CODE_UNSUPPORTED value
             * @property {number} CODE_KERNEL=4 CODE_KERNEL value
             */
            Refusal.Code = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "CODE_UNSPECIFIED"] = 0;
                values[valuesById[1] = "CODE_INVALID"] = 1;
                values[valuesById[2] = "CODE_TABLE_FULL"] = 2;
                values[valuesById[3] = "CODE_UNSUPPORTED"] = 3;
                values[valuesById[4] = "CODE_KERNEL"] = 4;
                return values;
            })();

            return Refusal;
        })();

        v1.Warning = (function() {

            /**
             * Properties of a Warning.
             * @typedef {Object} localredirect.v1.Warning.$Properties
             * @property {Uint8Array|null} [id] Warning id
             * @property {string|null} [message] Warning message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Warning.
             * @memberof localredirect.v1
             * @interface IWarning
             * @augments localredirect.v1.Warning.$Properties
             * @deprecated Use localredirect.v1.Warning.$Properties instead.
             */

            /**
             * Shape of a Warning.
             * @typedef {localredirect.v1.Warning.$Properties} localredirect.v1.Warning.$Shape
             */

            /**
             * Constructs a new Warning.
             * @memberof localredirect.v1
             * @classdesc Represents a Warning.
             * @constructor
             * @param {localredirect.v1.Warning.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Warning = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Warning id.
             * @member {Uint8Array} id
             * @memberof localredirect.v1.Warning
             * @instance
             */
            Warning.prototype.id = $util.newBuffer([]);

            /**
             * Warning message.
             * @member {string} message
             * @memberof localredirect.v1.Warning
             * @instance
             */
            Warning.prototype.message = "";

            /**
             * Encodes the specified Warning message. Does not implicitly {@link localredirect.v1.Warning.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Warning
             * @static
             * @param {localredirect.v1.Warning.$Properties} message Warning message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Warning.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Warning message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Warning
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Warning & localredirect.v1.Warning.$Shape} Warning
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Warning.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Warning();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.id = value;
                            else
                                delete message.id;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Warning;
        })();

        v1.Reauthentication = (function() {

            /**
             * Properties of a Reauthentication.
             * @typedef {Object} localredirect.v1.Reauthentication.$Properties
             * @property {string|null} [token] Reauthentication token
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Reauthentication.
             * @memberof localredirect.v1
             * @interface IReauthentication
             * @augments localredirect.v1.Reauthentication.$Properties
             * @deprecated Use localredirect.v1.Reauthentication.$Properties instead.
             */

            /**
             * Shape of a Reauthentication.
             * @typedef {localredirect.v1.Reauthentication.$Properties} localredirect.v1.Reauthentication.$Shape
             */

            /**
             * Constructs a new Reauthentication.
             * @memberof localredirect.v1
             * @classdesc Represents a Reauthentication.
             * @constructor
             * @param {localredirect.v1.Reauthentication.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Reauthentication = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Reauthentication token.
             * @member {string} token
             * @memberof localredirect.v1.Reauthentication
             * @instance
             */
            Reauthentication.prototype.token = "";

            /**
             * Encodes the specified Reauthentication message. Does not implicitly {@link localredirect.v1.Reauthentication.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Reauthentication
             * @static
             * @param {localredirect.v1.Reauthentication.$Properties} message Reauthentication message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Reauthentication.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.token);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Reauthentication message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Reauthentication
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Reauthentication & localredirect.v1.Reauthentication.$Shape} Reauthentication
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Reauthentication.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Reauthentication();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.token = value;
                            else
                                delete message.token;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Reauthentication;
        })();

        v1.Welcome = (function() {

            /**
             * Properties of a Welcome.
             * @typedef {Object} localredirect.v1.Welcome.$Properties
             * @property {number|null} [schema] Welcome schema
             * @property {string|null} [controller] Welcome controller
             * @property {string|null} [controllerVersion] Welcome controllerVersion
             * @property {number|null} [heartbeatInterval] Welcome heartbeatInterval
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Welcome.
             * @memberof localredirect.v1
             * @interface IWelcome
             * @augments localredirect.v1.Welcome.$Properties
             * @deprecated Use localredirect.v1.Welcome.$Properties instead.
             */

            /**
             * Shape of a Welcome.
             * @typedef {localredirect.v1.Welcome.$Properties} localredirect.v1.Welcome.$Shape
             */

            /**
             * Constructs a new Welcome.
             * @memberof localredirect.v1
             * @classdesc Represents a Welcome.
             * @constructor
             * @param {localredirect.v1.Welcome.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Welcome = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Welcome schema.
             * @member {number} schema
             * @memberof localredirect.v1.Welcome
             * @instance
             */
            Welcome.prototype.schema = 0;

            /**
             * Welcome controller.
             * @member {string} controller
             * @memberof localredirect.v1.Welcome
             * @instance
             */
            Welcome.prototype.controller = "";

            /**
             * Welcome controllerVersion.
             * @member {string} controllerVersion
             * @memberof localredirect.v1.Welcome
             * @instance
             */
            Welcome.prototype.controllerVersion = "";

            /**
             * Welcome heartbeatInterval.
             * @member {number} heartbeatInterval
             * @memberof localredirect.v1.Welcome
             * @instance
             */
            Welcome.prototype.heartbeatInterval = 0;

            /**
             * Encodes the specified Welcome message. Does not implicitly {@link localredirect.v1.Welcome.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Welcome
             * @static
             * @param {localredirect.v1.Welcome.$Properties} message Welcome message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Welcome.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.schema != null && $Object.hasOwnProperty.call(message, "schema") && message.schema !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.schema);
                if (message.controller != null && $Object.hasOwnProperty.call(message, "controller") && message.controller !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.controller);
                if (message.controllerVersion != null && $Object.hasOwnProperty.call(message, "controllerVersion") && message.controllerVersion !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.controllerVersion);
                if (message.heartbeatInterval != null && $Object.hasOwnProperty.call(message, "heartbeatInterval") && message.heartbeatInterval !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.heartbeatInterval);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Welcome message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Welcome
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Welcome & localredirect.v1.Welcome.$Shape} Welcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Welcome.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Welcome();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.schema = value;
                            else
                                delete message.schema;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.controller = value;
                            else
                                delete message.controller;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.controllerVersion = value;
                            else
                                delete message.controllerVersion;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.heartbeatInterval = value;
                            else
                                delete message.heartbeatInterval;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Welcome;
        })();

        v1.InventoryRequest = (function() {

            /**
             * Properties of an InventoryRequest.
             * @typedef {Object} localredirect.v1.InventoryRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an InventoryRequest.
             * @memberof localredirect.v1
             * @interface IInventoryRequest
             * @augments localredirect.v1.InventoryRequest.$Properties
             * @deprecated Use localredirect.v1.InventoryRequest.$Properties instead.
             */

            /**
             * Shape of an InventoryRequest.
             * @typedef {localredirect.v1.InventoryRequest.$Properties} localredirect.v1.InventoryRequest.$Shape
             */

            /**
             * Constructs a new InventoryRequest.
             * @memberof localredirect.v1
             * @classdesc Represents an InventoryRequest.
             * @constructor
             * @param {localredirect.v1.InventoryRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const InventoryRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Encodes the specified InventoryRequest message. Does not implicitly {@link localredirect.v1.InventoryRequest.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.InventoryRequest
             * @static
             * @param {localredirect.v1.InventoryRequest.$Properties} message InventoryRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            InventoryRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an InventoryRequest message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.InventoryRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.InventoryRequest & localredirect.v1.InventoryRequest.$Shape} InventoryRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            InventoryRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.InventoryRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return InventoryRequest;
        })();

        v1.Batch = (function() {

            /**
             * Properties of a Batch.
             * @typedef {Object} localredirect.v1.Batch.$Properties
             * @property {number|Long|null} [nonce] Batch nonce
             * @property {Array.<localredirect.v1.Redirect.$Properties>|null} [upserts] Batch upserts
             * @property {Array.<Uint8Array>|null} [removals] Batch removals
             * @property {boolean|null} [snapshotBegin] Batch snapshotBegin
             * @property {boolean|null} [snapshotEnd] Batch snapshotEnd
             * @property {Uint8Array|null} [digest] Batch digest
             * @property {Array.<localredirect.v1.Watermark.$Properties>|null} [watermarks] Batch watermarks
             * @property {google.protobuf.Timestamp.$Properties|null} [causedAt] Batch causedAt
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Batch.
             * @memberof localredirect.v1
             * @interface IBatch
             * @augments localredirect.v1.Batch.$Properties
             * @deprecated Use localredirect.v1.Batch.$Properties instead.
             */

            /**
             * Shape of a Batch.
             * @typedef {localredirect.v1.Batch.$Properties} localredirect.v1.Batch.$Shape
             */

            /**
             * Constructs a new Batch.
             * @memberof localredirect.v1
             * @classdesc Represents a Batch.
             * @constructor
             * @param {localredirect.v1.Batch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Batch = function (properties) {
                this.upserts = [];
                this.removals = [];
                this.watermarks = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Batch nonce.
             * @member {number|Long} nonce
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.nonce = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Batch upserts.
             * @member {Array.<localredirect.v1.Redirect.$Properties>} upserts
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.upserts = $util.emptyArray;

            /**
             * Batch removals.
             * @member {Array.<Uint8Array>} removals
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.removals = $util.emptyArray;

            /**
             * Batch snapshotBegin.
             * @member {boolean} snapshotBegin
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.snapshotBegin = false;

            /**
             * Batch snapshotEnd.
             * @member {boolean} snapshotEnd
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.snapshotEnd = false;

            /**
             * Batch digest.
             * @member {Uint8Array} digest
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.digest = $util.newBuffer([]);

            /**
             * Batch watermarks.
             * @member {Array.<localredirect.v1.Watermark.$Properties>} watermarks
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.watermarks = $util.emptyArray;

            /**
             * Batch causedAt.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} causedAt
             * @memberof localredirect.v1.Batch
             * @instance
             */
            Batch.prototype.causedAt = null;

            /**
             * Encodes the specified Batch message. Does not implicitly {@link localredirect.v1.Batch.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Batch
             * @static
             * @param {localredirect.v1.Batch.$Properties} message Batch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Batch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && (typeof message.nonce === "object" ? message.nonce.low || message.nonce.high : message.nonce !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.nonce);
                if (message.upserts != null && message.upserts.length)
                    for (let i = 0; i < message.upserts.length; ++i)
                        $root.localredirect.v1.Redirect.encode(message.upserts[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.removals != null && message.removals.length)
                    for (let i = 0; i < message.removals.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.removals[i]);
                if (message.snapshotBegin != null && $Object.hasOwnProperty.call(message, "snapshotBegin") && message.snapshotBegin !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.snapshotBegin);
                if (message.snapshotEnd != null && $Object.hasOwnProperty.call(message, "snapshotEnd") && message.snapshotEnd !== false)
                    writer.uint32(/* id 5, wireType 0 =*/40).bool(message.snapshotEnd);
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.digest);
                if (message.watermarks != null && message.watermarks.length)
                    for (let i = 0; i < message.watermarks.length; ++i)
                        $root.localredirect.v1.Watermark.encode(message.watermarks[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.causedAt != null && $Object.hasOwnProperty.call(message, "causedAt"))
                    $root.google.protobuf.Timestamp.encode(message.causedAt, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Batch message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Batch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Batch & localredirect.v1.Batch.$Shape} Batch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Batch.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Batch();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.nonce = value;
                            else
                                delete message.nonce;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.upserts && message.upserts.length))
                                message.upserts = [];
                            message.upserts.push($root.localredirect.v1.Redirect.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.removals && message.removals.length))
                                message.removals = [];
                            message.removals.push(reader.bytes());
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.snapshotBegin = value;
                            else
                                delete message.snapshotBegin;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.snapshotEnd = value;
                            else
                                delete message.snapshotEnd;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digest = value;
                            else
                                delete message.digest;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.watermarks && message.watermarks.length))
                                message.watermarks = [];
                            message.watermarks.push($root.localredirect.v1.Watermark.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.causedAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.causedAt);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Batch;
        })();

        v1.Drain = (function() {

            /**
             * Properties of a Drain.
             * @typedef {Object} localredirect.v1.Drain.$Properties
             * @property {string|null} [reason] Drain reason
             * @property {number|null} [delay] Drain delay
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Drain.
             * @memberof localredirect.v1
             * @interface IDrain
             * @augments localredirect.v1.Drain.$Properties
             * @deprecated Use localredirect.v1.Drain.$Properties instead.
             */

            /**
             * Shape of a Drain.
             * @typedef {localredirect.v1.Drain.$Properties} localredirect.v1.Drain.$Shape
             */

            /**
             * Constructs a new Drain.
             * @memberof localredirect.v1
             * @classdesc Represents a Drain.
             * @constructor
             * @param {localredirect.v1.Drain.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Drain = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Drain reason.
             * @member {string} reason
             * @memberof localredirect.v1.Drain
             * @instance
             */
            Drain.prototype.reason = "";

            /**
             * Drain delay.
             * @member {number} delay
             * @memberof localredirect.v1.Drain
             * @instance
             */
            Drain.prototype.delay = 0;

            /**
             * Encodes the specified Drain message. Does not implicitly {@link localredirect.v1.Drain.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Drain
             * @static
             * @param {localredirect.v1.Drain.$Properties} message Drain message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Drain.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                if (message.delay != null && $Object.hasOwnProperty.call(message, "delay") && message.delay !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.delay);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Drain message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Drain
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Drain & localredirect.v1.Drain.$Shape} Drain
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Drain.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Drain();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.delay = value;
                            else
                                delete message.delay;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Drain;
        })();

        v1.Heartbeat = (function() {

            /**
             * Properties of a Heartbeat.
             * @typedef {Object} localredirect.v1.Heartbeat.$Properties
             * @property {Uint8Array|null} [digest] Heartbeat digest
             * @property {Array.<localredirect.v1.Watermark.$Properties>|null} [watermarks] Heartbeat watermarks
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Heartbeat.
             * @memberof localredirect.v1
             * @interface IHeartbeat
             * @augments localredirect.v1.Heartbeat.$Properties
             * @deprecated Use localredirect.v1.Heartbeat.$Properties instead.
             */

            /**
             * Shape of a Heartbeat.
             * @typedef {localredirect.v1.Heartbeat.$Properties} localredirect.v1.Heartbeat.$Shape
             */

            /**
             * Constructs a new Heartbeat.
             * @memberof localredirect.v1
             * @classdesc Represents a Heartbeat.
             * @constructor
             * @param {localredirect.v1.Heartbeat.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Heartbeat = function (properties) {
                this.watermarks = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Heartbeat digest.
             * @member {Uint8Array} digest
             * @memberof localredirect.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.digest = $util.newBuffer([]);

            /**
             * Heartbeat watermarks.
             * @member {Array.<localredirect.v1.Watermark.$Properties>} watermarks
             * @memberof localredirect.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.watermarks = $util.emptyArray;

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link localredirect.v1.Heartbeat.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Heartbeat
             * @static
             * @param {localredirect.v1.Heartbeat.$Properties} message Heartbeat message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Heartbeat.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.digest);
                if (message.watermarks != null && message.watermarks.length)
                    for (let i = 0; i < message.watermarks.length; ++i)
                        $root.localredirect.v1.Watermark.encode(message.watermarks[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Heartbeat
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Heartbeat & localredirect.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Heartbeat.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Heartbeat();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digest = value;
                            else
                                delete message.digest;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.watermarks && message.watermarks.length))
                                message.watermarks = [];
                            message.watermarks.push($root.localredirect.v1.Watermark.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Heartbeat;
        })();

        v1.Watermark = (function() {

            /**
             * Properties of a Watermark.
             * @typedef {Object} localredirect.v1.Watermark.$Properties
             * @property {string|null} [source] Watermark source
             * @property {number|Long|null} [epoch] Watermark epoch
             * @property {number|Long|null} [revision] Watermark revision
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Watermark.
             * @memberof localredirect.v1
             * @interface IWatermark
             * @augments localredirect.v1.Watermark.$Properties
             * @deprecated Use localredirect.v1.Watermark.$Properties instead.
             */

            /**
             * Shape of a Watermark.
             * @typedef {localredirect.v1.Watermark.$Properties} localredirect.v1.Watermark.$Shape
             */

            /**
             * Constructs a new Watermark.
             * @memberof localredirect.v1
             * @classdesc Represents a Watermark.
             * @constructor
             * @param {localredirect.v1.Watermark.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Watermark = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Watermark source.
             * @member {string} source
             * @memberof localredirect.v1.Watermark
             * @instance
             */
            Watermark.prototype.source = "";

            /**
             * Watermark epoch.
             * @member {number|Long} epoch
             * @memberof localredirect.v1.Watermark
             * @instance
             */
            Watermark.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Watermark revision.
             * @member {number|Long} revision
             * @memberof localredirect.v1.Watermark
             * @instance
             */
            Watermark.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified Watermark message. Does not implicitly {@link localredirect.v1.Watermark.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Watermark
             * @static
             * @param {localredirect.v1.Watermark.$Properties} message Watermark message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Watermark.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.source);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.epoch);
                if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.revision);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Watermark message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Watermark
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Watermark & localredirect.v1.Watermark.$Shape} Watermark
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Watermark.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Watermark();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.source = value;
                            else
                                delete message.source;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.revision = value;
                            else
                                delete message.revision;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Watermark;
        })();

        v1.ListNodesRequest = (function() {

            /**
             * Properties of a ListNodesRequest.
             * @typedef {Object} localredirect.v1.ListNodesRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListNodesRequest.
             * @memberof localredirect.v1
             * @interface IListNodesRequest
             * @augments localredirect.v1.ListNodesRequest.$Properties
             * @deprecated Use localredirect.v1.ListNodesRequest.$Properties instead.
             */

            /**
             * Shape of a ListNodesRequest.
             * @typedef {localredirect.v1.ListNodesRequest.$Properties} localredirect.v1.ListNodesRequest.$Shape
             */

            /**
             * Constructs a new ListNodesRequest.
             * @memberof localredirect.v1
             * @classdesc Represents a ListNodesRequest.
             * @constructor
             * @param {localredirect.v1.ListNodesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListNodesRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Encodes the specified ListNodesRequest message. Does not implicitly {@link localredirect.v1.ListNodesRequest.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.ListNodesRequest
             * @static
             * @param {localredirect.v1.ListNodesRequest.$Properties} message ListNodesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListNodesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListNodesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.ListNodesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.ListNodesRequest & localredirect.v1.ListNodesRequest.$Shape} ListNodesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListNodesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.ListNodesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListNodesRequest;
        })();

        v1.ListNodesResponse = (function() {

            /**
             * Properties of a ListNodesResponse.
             * @typedef {Object} localredirect.v1.ListNodesResponse.$Properties
             * @property {Array.<localredirect.v1.NodeStatus.$Properties>|null} [nodes] ListNodesResponse nodes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListNodesResponse.
             * @memberof localredirect.v1
             * @interface IListNodesResponse
             * @augments localredirect.v1.ListNodesResponse.$Properties
             * @deprecated Use localredirect.v1.ListNodesResponse.$Properties instead.
             */

            /**
             * Shape of a ListNodesResponse.
             * @typedef {localredirect.v1.ListNodesResponse.$Properties} localredirect.v1.ListNodesResponse.$Shape
             */

            /**
             * Constructs a new ListNodesResponse.
             * @memberof localredirect.v1
             * @classdesc Represents a ListNodesResponse.
             * @constructor
             * @param {localredirect.v1.ListNodesResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListNodesResponse = function (properties) {
                this.nodes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListNodesResponse nodes.
             * @member {Array.<localredirect.v1.NodeStatus.$Properties>} nodes
             * @memberof localredirect.v1.ListNodesResponse
             * @instance
             */
            ListNodesResponse.prototype.nodes = $util.emptyArray;

            /**
             * Encodes the specified ListNodesResponse message. Does not implicitly {@link localredirect.v1.ListNodesResponse.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.ListNodesResponse
             * @static
             * @param {localredirect.v1.ListNodesResponse.$Properties} message ListNodesResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListNodesResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nodes != null && message.nodes.length)
                    for (let i = 0; i < message.nodes.length; ++i)
                        $root.localredirect.v1.NodeStatus.encode(message.nodes[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListNodesResponse message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.ListNodesResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.ListNodesResponse & localredirect.v1.ListNodesResponse.$Shape} ListNodesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListNodesResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.ListNodesResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.nodes && message.nodes.length))
                                message.nodes = [];
                            message.nodes.push($root.localredirect.v1.NodeStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListNodesResponse;
        })();

        v1.NodeStatus = (function() {

            /**
             * Properties of a NodeStatus.
             * @typedef {Object} localredirect.v1.NodeStatus.$Properties
             * @property {string|null} [name] NodeStatus name
             * @property {localredirect.v1.NodeStatus.State|null} [state] NodeStatus state
             * @property {number|null} [redirectsWanted] NodeStatus redirectsWanted
             * @property {number|null} [redirectsApplied] NodeStatus redirectsApplied
             * @property {Uint8Array|null} [digestWanted] NodeStatus digestWanted
             * @property {Uint8Array|null} [digestApplied] NodeStatus digestApplied
             * @property {string|null} [agentVersion] NodeStatus agentVersion
             * @property {google.protobuf.Timestamp.$Properties|null} [connectedAt] NodeStatus connectedAt
             * @property {google.protobuf.Timestamp.$Properties|null} [syncedAt] NodeStatus syncedAt
             * @property {Array.<localredirect.v1.RedirectProblem.$Properties>|null} [refused] NodeStatus refused
             * @property {Array.<localredirect.v1.RedirectProblem.$Properties>|null} [warnings] NodeStatus warnings
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a NodeStatus.
             * @memberof localredirect.v1
             * @interface INodeStatus
             * @augments localredirect.v1.NodeStatus.$Properties
             * @deprecated Use localredirect.v1.NodeStatus.$Properties instead.
             */

            /**
             * Shape of a NodeStatus.
             * @typedef {localredirect.v1.NodeStatus.$Properties} localredirect.v1.NodeStatus.$Shape
             */

            /**
             * Constructs a new NodeStatus.
             * @memberof localredirect.v1
             * @classdesc Represents a NodeStatus.
             * @constructor
             * @param {localredirect.v1.NodeStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const NodeStatus = function (properties) {
                this.refused = [];
                this.warnings = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * NodeStatus name.
             * @member {string} name
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.name = "";

            /**
             * NodeStatus state.
             * @member {localredirect.v1.NodeStatus.State} state
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.state = 0;

            /**
             * NodeStatus redirectsWanted.
             * @member {number} redirectsWanted
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.redirectsWanted = 0;

            /**
             * NodeStatus redirectsApplied.
             * @member {number} redirectsApplied
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.redirectsApplied = 0;

            /**
             * NodeStatus digestWanted.
             * @member {Uint8Array} digestWanted
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.digestWanted = $util.newBuffer([]);

            /**
             * NodeStatus digestApplied.
             * @member {Uint8Array} digestApplied
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.digestApplied = $util.newBuffer([]);

            /**
             * NodeStatus agentVersion.
             * @member {string} agentVersion
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.agentVersion = "";

            /**
             * NodeStatus connectedAt.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} connectedAt
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.connectedAt = null;

            /**
             * NodeStatus syncedAt.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} syncedAt
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.syncedAt = null;

            /**
             * NodeStatus refused.
             * @member {Array.<localredirect.v1.RedirectProblem.$Properties>} refused
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.refused = $util.emptyArray;

            /**
             * NodeStatus warnings.
             * @member {Array.<localredirect.v1.RedirectProblem.$Properties>} warnings
             * @memberof localredirect.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.warnings = $util.emptyArray;

            /**
             * Encodes the specified NodeStatus message. Does not implicitly {@link localredirect.v1.NodeStatus.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.NodeStatus
             * @static
             * @param {localredirect.v1.NodeStatus.$Properties} message NodeStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            NodeStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.state);
                if (message.redirectsWanted != null && $Object.hasOwnProperty.call(message, "redirectsWanted") && message.redirectsWanted !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.redirectsWanted);
                if (message.redirectsApplied != null && $Object.hasOwnProperty.call(message, "redirectsApplied") && message.redirectsApplied !== 0)
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.redirectsApplied);
                if (message.digestWanted != null && $Object.hasOwnProperty.call(message, "digestWanted") && message.digestWanted.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.digestWanted);
                if (message.digestApplied != null && $Object.hasOwnProperty.call(message, "digestApplied") && message.digestApplied.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.digestApplied);
                if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.agentVersion);
                if (message.connectedAt != null && $Object.hasOwnProperty.call(message, "connectedAt"))
                    $root.google.protobuf.Timestamp.encode(message.connectedAt, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.syncedAt != null && $Object.hasOwnProperty.call(message, "syncedAt"))
                    $root.google.protobuf.Timestamp.encode(message.syncedAt, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.refused != null && message.refused.length)
                    for (let i = 0; i < message.refused.length; ++i)
                        $root.localredirect.v1.RedirectProblem.encode(message.refused[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.warnings != null && message.warnings.length)
                    for (let i = 0; i < message.warnings.length; ++i)
                        $root.localredirect.v1.RedirectProblem.encode(message.warnings[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a NodeStatus message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.NodeStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.NodeStatus & localredirect.v1.NodeStatus.$Shape} NodeStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            NodeStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.NodeStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.redirectsWanted = value;
                            else
                                delete message.redirectsWanted;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.redirectsApplied = value;
                            else
                                delete message.redirectsApplied;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digestWanted = value;
                            else
                                delete message.digestWanted;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digestApplied = value;
                            else
                                delete message.digestApplied;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.agentVersion = value;
                            else
                                delete message.agentVersion;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            message.connectedAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.connectedAt);
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            message.syncedAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.syncedAt);
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.refused && message.refused.length))
                                message.refused = [];
                            message.refused.push($root.localredirect.v1.RedirectProblem.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.warnings && message.warnings.length))
                                message.warnings = [];
                            message.warnings.push($root.localredirect.v1.RedirectProblem.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            /**
             * State enum.
             * @name localredirect.v1.NodeStatus.State
             * @enum {number}
             * @property {number} STATE_UNSPECIFIED=0 STATE_UNSPECIFIED value
             * @property {number} STATE_SYNCED=1 STATE_SYNCED value
             * @property {number} STATE_PENDING=2 STATE_PENDING value
             * @property {number} STATE_STALE=3 STATE_STALE value
             * @property {number} STATE_OFFLINE=4 STATE_OFFLINE value
             */
            NodeStatus.State = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "STATE_UNSPECIFIED"] = 0;
                values[valuesById[1] = "STATE_SYNCED"] = 1;
                values[valuesById[2] = "STATE_PENDING"] = 2;
                values[valuesById[3] = "STATE_STALE"] = 3;
                values[valuesById[4] = "STATE_OFFLINE"] = 4;
                return values;
            })();

            return NodeStatus;
        })();

        v1.RedirectProblem = (function() {

            /**
             * Properties of a RedirectProblem.
             * @typedef {Object} localredirect.v1.RedirectProblem.$Properties
             * @property {localredirect.v1.Frontend.$Properties|null} [frontend] RedirectProblem frontend
             * @property {string|null} [policy] RedirectProblem policy
             * @property {string|null} [message] RedirectProblem message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RedirectProblem.
             * @memberof localredirect.v1
             * @interface IRedirectProblem
             * @augments localredirect.v1.RedirectProblem.$Properties
             * @deprecated Use localredirect.v1.RedirectProblem.$Properties instead.
             */

            /**
             * Shape of a RedirectProblem.
             * @typedef {localredirect.v1.RedirectProblem.$Properties} localredirect.v1.RedirectProblem.$Shape
             */

            /**
             * Constructs a new RedirectProblem.
             * @memberof localredirect.v1
             * @classdesc Represents a RedirectProblem.
             * @constructor
             * @param {localredirect.v1.RedirectProblem.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RedirectProblem = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RedirectProblem frontend.
             * @member {localredirect.v1.Frontend.$Properties|null|undefined} frontend
             * @memberof localredirect.v1.RedirectProblem
             * @instance
             */
            RedirectProblem.prototype.frontend = null;

            /**
             * RedirectProblem policy.
             * @member {string} policy
             * @memberof localredirect.v1.RedirectProblem
             * @instance
             */
            RedirectProblem.prototype.policy = "";

            /**
             * RedirectProblem message.
             * @member {string} message
             * @memberof localredirect.v1.RedirectProblem
             * @instance
             */
            RedirectProblem.prototype.message = "";

            /**
             * Encodes the specified RedirectProblem message. Does not implicitly {@link localredirect.v1.RedirectProblem.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.RedirectProblem
             * @static
             * @param {localredirect.v1.RedirectProblem.$Properties} message RedirectProblem message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RedirectProblem.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend"))
                    $root.localredirect.v1.Frontend.encode(message.frontend, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy") && message.policy !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.policy);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RedirectProblem message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.RedirectProblem
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.RedirectProblem & localredirect.v1.RedirectProblem.$Shape} RedirectProblem
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RedirectProblem.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.RedirectProblem();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.frontend = $root.localredirect.v1.Frontend.decode(reader, reader.size(), $undefined, _depth + 1, message.frontend);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.policy = value;
                            else
                                delete message.policy;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RedirectProblem;
        })();

        v1.GetTableRequest = (function() {

            /**
             * Properties of a GetTableRequest.
             * @typedef {Object} localredirect.v1.GetTableRequest.$Properties
             * @property {string|null} [node] GetTableRequest node
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetTableRequest.
             * @memberof localredirect.v1
             * @interface IGetTableRequest
             * @augments localredirect.v1.GetTableRequest.$Properties
             * @deprecated Use localredirect.v1.GetTableRequest.$Properties instead.
             */

            /**
             * Shape of a GetTableRequest.
             * @typedef {localredirect.v1.GetTableRequest.$Properties} localredirect.v1.GetTableRequest.$Shape
             */

            /**
             * Constructs a new GetTableRequest.
             * @memberof localredirect.v1
             * @classdesc Represents a GetTableRequest.
             * @constructor
             * @param {localredirect.v1.GetTableRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetTableRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetTableRequest node.
             * @member {string} node
             * @memberof localredirect.v1.GetTableRequest
             * @instance
             */
            GetTableRequest.prototype.node = "";

            /**
             * Encodes the specified GetTableRequest message. Does not implicitly {@link localredirect.v1.GetTableRequest.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.GetTableRequest
             * @static
             * @param {localredirect.v1.GetTableRequest.$Properties} message GetTableRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetTableRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.node);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetTableRequest message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.GetTableRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.GetTableRequest & localredirect.v1.GetTableRequest.$Shape} GetTableRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetTableRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.GetTableRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetTableRequest;
        })();

        v1.GetTableResponse = (function() {

            /**
             * Properties of a GetTableResponse.
             * @typedef {Object} localredirect.v1.GetTableResponse.$Properties
             * @property {string|null} [node] GetTableResponse node
             * @property {Uint8Array|null} [digest] GetTableResponse digest
             * @property {Array.<localredirect.v1.Redirect.$Properties>|null} [redirects] GetTableResponse redirects
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetTableResponse.
             * @memberof localredirect.v1
             * @interface IGetTableResponse
             * @augments localredirect.v1.GetTableResponse.$Properties
             * @deprecated Use localredirect.v1.GetTableResponse.$Properties instead.
             */

            /**
             * Shape of a GetTableResponse.
             * @typedef {localredirect.v1.GetTableResponse.$Properties} localredirect.v1.GetTableResponse.$Shape
             */

            /**
             * Constructs a new GetTableResponse.
             * @memberof localredirect.v1
             * @classdesc Represents a GetTableResponse.
             * @constructor
             * @param {localredirect.v1.GetTableResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetTableResponse = function (properties) {
                this.redirects = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * GetTableResponse node.
             * @member {string} node
             * @memberof localredirect.v1.GetTableResponse
             * @instance
             */
            GetTableResponse.prototype.node = "";

            /**
             * GetTableResponse digest.
             * @member {Uint8Array} digest
             * @memberof localredirect.v1.GetTableResponse
             * @instance
             */
            GetTableResponse.prototype.digest = $util.newBuffer([]);

            /**
             * GetTableResponse redirects.
             * @member {Array.<localredirect.v1.Redirect.$Properties>} redirects
             * @memberof localredirect.v1.GetTableResponse
             * @instance
             */
            GetTableResponse.prototype.redirects = $util.emptyArray;

            /**
             * Encodes the specified GetTableResponse message. Does not implicitly {@link localredirect.v1.GetTableResponse.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.GetTableResponse
             * @static
             * @param {localredirect.v1.GetTableResponse.$Properties} message GetTableResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetTableResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.node);
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.digest);
                if (message.redirects != null && message.redirects.length)
                    for (let i = 0; i < message.redirects.length; ++i)
                        $root.localredirect.v1.Redirect.encode(message.redirects[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a GetTableResponse message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.GetTableResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.GetTableResponse & localredirect.v1.GetTableResponse.$Shape} GetTableResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetTableResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.GetTableResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digest = value;
                            else
                                delete message.digest;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.redirects && message.redirects.length))
                                message.redirects = [];
                            message.redirects.push($root.localredirect.v1.Redirect.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return GetTableResponse;
        })();

        v1.ListPoliciesRequest = (function() {

            /**
             * Properties of a ListPoliciesRequest.
             * @typedef {Object} localredirect.v1.ListPoliciesRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListPoliciesRequest.
             * @memberof localredirect.v1
             * @interface IListPoliciesRequest
             * @augments localredirect.v1.ListPoliciesRequest.$Properties
             * @deprecated Use localredirect.v1.ListPoliciesRequest.$Properties instead.
             */

            /**
             * Shape of a ListPoliciesRequest.
             * @typedef {localredirect.v1.ListPoliciesRequest.$Properties} localredirect.v1.ListPoliciesRequest.$Shape
             */

            /**
             * Constructs a new ListPoliciesRequest.
             * @memberof localredirect.v1
             * @classdesc Represents a ListPoliciesRequest.
             * @constructor
             * @param {localredirect.v1.ListPoliciesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListPoliciesRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Encodes the specified ListPoliciesRequest message. Does not implicitly {@link localredirect.v1.ListPoliciesRequest.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.ListPoliciesRequest
             * @static
             * @param {localredirect.v1.ListPoliciesRequest.$Properties} message ListPoliciesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListPoliciesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListPoliciesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.ListPoliciesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.ListPoliciesRequest & localredirect.v1.ListPoliciesRequest.$Shape} ListPoliciesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListPoliciesRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.ListPoliciesRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    reader.skipType(tag & 7, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListPoliciesRequest;
        })();

        v1.ListPoliciesResponse = (function() {

            /**
             * Properties of a ListPoliciesResponse.
             * @typedef {Object} localredirect.v1.ListPoliciesResponse.$Properties
             * @property {Array.<localredirect.v1.PolicyStatus.$Properties>|null} [policies] ListPoliciesResponse policies
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListPoliciesResponse.
             * @memberof localredirect.v1
             * @interface IListPoliciesResponse
             * @augments localredirect.v1.ListPoliciesResponse.$Properties
             * @deprecated Use localredirect.v1.ListPoliciesResponse.$Properties instead.
             */

            /**
             * Shape of a ListPoliciesResponse.
             * @typedef {localredirect.v1.ListPoliciesResponse.$Properties} localredirect.v1.ListPoliciesResponse.$Shape
             */

            /**
             * Constructs a new ListPoliciesResponse.
             * @memberof localredirect.v1
             * @classdesc Represents a ListPoliciesResponse.
             * @constructor
             * @param {localredirect.v1.ListPoliciesResponse.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListPoliciesResponse = function (properties) {
                this.policies = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListPoliciesResponse policies.
             * @member {Array.<localredirect.v1.PolicyStatus.$Properties>} policies
             * @memberof localredirect.v1.ListPoliciesResponse
             * @instance
             */
            ListPoliciesResponse.prototype.policies = $util.emptyArray;

            /**
             * Encodes the specified ListPoliciesResponse message. Does not implicitly {@link localredirect.v1.ListPoliciesResponse.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.ListPoliciesResponse
             * @static
             * @param {localredirect.v1.ListPoliciesResponse.$Properties} message ListPoliciesResponse message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListPoliciesResponse.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.policies != null && message.policies.length)
                    for (let i = 0; i < message.policies.length; ++i)
                        $root.localredirect.v1.PolicyStatus.encode(message.policies[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListPoliciesResponse message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.ListPoliciesResponse
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.ListPoliciesResponse & localredirect.v1.ListPoliciesResponse.$Shape} ListPoliciesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListPoliciesResponse.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.ListPoliciesResponse();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.policies && message.policies.length))
                                message.policies = [];
                            message.policies.push($root.localredirect.v1.PolicyStatus.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ListPoliciesResponse;
        })();

        v1.PolicyStatus = (function() {

            /**
             * Properties of a PolicyStatus.
             * @typedef {Object} localredirect.v1.PolicyStatus.$Properties
             * @property {string|null} [name] PolicyStatus name
             * @property {string|null} [uid] PolicyStatus uid
             * @property {number|Long|null} [generation] PolicyStatus generation
             * @property {boolean|null} [enabled] PolicyStatus enabled
             * @property {string|null} [frontend] PolicyStatus frontend
             * @property {number|null} [serviceId] PolicyStatus serviceId
             * @property {Array.<localredirect.v1.Condition.$Properties>|null} [conditions] PolicyStatus conditions
             * @property {number|null} [nodesWanted] PolicyStatus nodesWanted
             * @property {number|null} [nodesProgrammed] PolicyStatus nodesProgrammed
             * @property {number|null} [backends] PolicyStatus backends
             * @property {string|null} [origin] PolicyStatus origin
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PolicyStatus.
             * @memberof localredirect.v1
             * @interface IPolicyStatus
             * @augments localredirect.v1.PolicyStatus.$Properties
             * @deprecated Use localredirect.v1.PolicyStatus.$Properties instead.
             */

            /**
             * Shape of a PolicyStatus.
             * @typedef {localredirect.v1.PolicyStatus.$Properties} localredirect.v1.PolicyStatus.$Shape
             */

            /**
             * Constructs a new PolicyStatus.
             * @memberof localredirect.v1
             * @classdesc Represents a PolicyStatus.
             * @constructor
             * @param {localredirect.v1.PolicyStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PolicyStatus = function (properties) {
                this.conditions = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PolicyStatus name.
             * @member {string} name
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.name = "";

            /**
             * PolicyStatus uid.
             * @member {string} uid
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.uid = "";

            /**
             * PolicyStatus generation.
             * @member {number|Long} generation
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * PolicyStatus enabled.
             * @member {boolean} enabled
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.enabled = false;

            /**
             * PolicyStatus frontend.
             * @member {string} frontend
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.frontend = "";

            /**
             * PolicyStatus serviceId.
             * @member {number} serviceId
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.serviceId = 0;

            /**
             * PolicyStatus conditions.
             * @member {Array.<localredirect.v1.Condition.$Properties>} conditions
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.conditions = $util.emptyArray;

            /**
             * PolicyStatus nodesWanted.
             * @member {number} nodesWanted
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.nodesWanted = 0;

            /**
             * PolicyStatus nodesProgrammed.
             * @member {number} nodesProgrammed
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.nodesProgrammed = 0;

            /**
             * PolicyStatus backends.
             * @member {number} backends
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.backends = 0;

            /**
             * PolicyStatus origin.
             * @member {string} origin
             * @memberof localredirect.v1.PolicyStatus
             * @instance
             */
            PolicyStatus.prototype.origin = "";

            /**
             * Encodes the specified PolicyStatus message. Does not implicitly {@link localredirect.v1.PolicyStatus.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.PolicyStatus
             * @static
             * @param {localredirect.v1.PolicyStatus.$Properties} message PolicyStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PolicyStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.uid);
                if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).int64(message.generation);
                if (message.enabled != null && $Object.hasOwnProperty.call(message, "enabled") && message.enabled !== false)
                    writer.uint32(/* id 4, wireType 0 =*/32).bool(message.enabled);
                if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend") && message.frontend !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.frontend);
                if (message.serviceId != null && $Object.hasOwnProperty.call(message, "serviceId") && message.serviceId !== 0)
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.serviceId);
                if (message.conditions != null && message.conditions.length)
                    for (let i = 0; i < message.conditions.length; ++i)
                        $root.localredirect.v1.Condition.encode(message.conditions[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.nodesWanted != null && $Object.hasOwnProperty.call(message, "nodesWanted") && message.nodesWanted !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.nodesWanted);
                if (message.nodesProgrammed != null && $Object.hasOwnProperty.call(message, "nodesProgrammed") && message.nodesProgrammed !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.nodesProgrammed);
                if (message.backends != null && $Object.hasOwnProperty.call(message, "backends") && message.backends !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.backends);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== "")
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.origin);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PolicyStatus message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.PolicyStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.PolicyStatus & localredirect.v1.PolicyStatus.$Shape} PolicyStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PolicyStatus.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.PolicyStatus();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.uid = value;
                            else
                                delete message.uid;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.generation = value;
                            else
                                delete message.generation;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.enabled = value;
                            else
                                delete message.enabled;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.frontend = value;
                            else
                                delete message.frontend;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.serviceId = value;
                            else
                                delete message.serviceId;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.conditions && message.conditions.length))
                                message.conditions = [];
                            message.conditions.push($root.localredirect.v1.Condition.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodesWanted = value;
                            else
                                delete message.nodesWanted;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.nodesProgrammed = value;
                            else
                                delete message.nodesProgrammed;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.backends = value;
                            else
                                delete message.backends;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.origin = value;
                            else
                                delete message.origin;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PolicyStatus;
        })();

        v1.Condition = (function() {

            /**
             * Properties of a Condition.
             * @typedef {Object} localredirect.v1.Condition.$Properties
             * @property {string|null} [type] Condition type
             * @property {string|null} [status] Condition status
             * @property {string|null} [reason] Condition reason
             * @property {string|null} [message] Condition message
             * @property {number|Long|null} [observedGeneration] Condition observedGeneration
             * @property {google.protobuf.Timestamp.$Properties|null} [lastTransitionTime] Condition lastTransitionTime
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Condition.
             * @memberof localredirect.v1
             * @interface ICondition
             * @augments localredirect.v1.Condition.$Properties
             * @deprecated Use localredirect.v1.Condition.$Properties instead.
             */

            /**
             * Shape of a Condition.
             * @typedef {localredirect.v1.Condition.$Properties} localredirect.v1.Condition.$Shape
             */

            /**
             * Constructs a new Condition.
             * @memberof localredirect.v1
             * @classdesc Represents a Condition.
             * @constructor
             * @param {localredirect.v1.Condition.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Condition = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Condition type.
             * @member {string} type
             * @memberof localredirect.v1.Condition
             * @instance
             */
            Condition.prototype.type = "";

            /**
             * Condition status.
             * @member {string} status
             * @memberof localredirect.v1.Condition
             * @instance
             */
            Condition.prototype.status = "";

            /**
             * Condition reason.
             * @member {string} reason
             * @memberof localredirect.v1.Condition
             * @instance
             */
            Condition.prototype.reason = "";

            /**
             * Condition message.
             * @member {string} message
             * @memberof localredirect.v1.Condition
             * @instance
             */
            Condition.prototype.message = "";

            /**
             * Condition observedGeneration.
             * @member {number|Long} observedGeneration
             * @memberof localredirect.v1.Condition
             * @instance
             */
            Condition.prototype.observedGeneration = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Condition lastTransitionTime.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} lastTransitionTime
             * @memberof localredirect.v1.Condition
             * @instance
             */
            Condition.prototype.lastTransitionTime = null;

            /**
             * Encodes the specified Condition message. Does not implicitly {@link localredirect.v1.Condition.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Condition
             * @static
             * @param {localredirect.v1.Condition.$Properties} message Condition message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Condition.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.type);
                if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.status);
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.message);
                if (message.observedGeneration != null && $Object.hasOwnProperty.call(message, "observedGeneration") && (typeof message.observedGeneration === "object" ? message.observedGeneration.low || message.observedGeneration.high : message.observedGeneration !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).int64(message.observedGeneration);
                if (message.lastTransitionTime != null && $Object.hasOwnProperty.call(message, "lastTransitionTime"))
                    $root.google.protobuf.Timestamp.encode(message.lastTransitionTime, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Condition message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Condition
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Condition & localredirect.v1.Condition.$Shape} Condition
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Condition.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Condition();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.type = value;
                            else
                                delete message.type;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.status = value;
                            else
                                delete message.status;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.observedGeneration = value;
                            else
                                delete message.observedGeneration;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.lastTransitionTime = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.lastTransitionTime);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Condition;
        })();

        v1.StreamProgressRequest = (function() {

            /**
             * Properties of a StreamProgressRequest.
             * @typedef {Object} localredirect.v1.StreamProgressRequest.$Properties
             * @property {string|null} [controller] StreamProgressRequest controller
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StreamProgressRequest.
             * @memberof localredirect.v1
             * @interface IStreamProgressRequest
             * @augments localredirect.v1.StreamProgressRequest.$Properties
             * @deprecated Use localredirect.v1.StreamProgressRequest.$Properties instead.
             */

            /**
             * Shape of a StreamProgressRequest.
             * @typedef {localredirect.v1.StreamProgressRequest.$Properties} localredirect.v1.StreamProgressRequest.$Shape
             */

            /**
             * Constructs a new StreamProgressRequest.
             * @memberof localredirect.v1
             * @classdesc Represents a StreamProgressRequest.
             * @constructor
             * @param {localredirect.v1.StreamProgressRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StreamProgressRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StreamProgressRequest controller.
             * @member {string} controller
             * @memberof localredirect.v1.StreamProgressRequest
             * @instance
             */
            StreamProgressRequest.prototype.controller = "";

            /**
             * Encodes the specified StreamProgressRequest message. Does not implicitly {@link localredirect.v1.StreamProgressRequest.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.StreamProgressRequest
             * @static
             * @param {localredirect.v1.StreamProgressRequest.$Properties} message StreamProgressRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StreamProgressRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.controller != null && $Object.hasOwnProperty.call(message, "controller") && message.controller !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.controller);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a StreamProgressRequest message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.StreamProgressRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.StreamProgressRequest & localredirect.v1.StreamProgressRequest.$Shape} StreamProgressRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StreamProgressRequest.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.StreamProgressRequest();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.controller = value;
                            else
                                delete message.controller;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return StreamProgressRequest;
        })();

        v1.ProgressMessage = (function() {

            /**
             * Properties of a ProgressMessage.
             * @typedef {Object} localredirect.v1.ProgressMessage.$Properties
             * @property {localredirect.v1.PeerWelcome.$Properties|null} [welcome] ProgressMessage welcome
             * @property {localredirect.v1.Progress.$Properties|null} [progress] ProgressMessage progress
             * @property {"welcome"|"progress"} [kind] ProgressMessage kind
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ProgressMessage.
             * @memberof localredirect.v1
             * @interface IProgressMessage
             * @augments localredirect.v1.ProgressMessage.$Properties
             * @deprecated Use localredirect.v1.ProgressMessage.$Properties instead.
             */

            /**
             * Narrowed shape of a ProgressMessage.
             * @typedef {{
             *   welcome?: localredirect.v1.PeerWelcome.$Shape|null;
             *   progress?: localredirect.v1.Progress.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ kind?: undefined; welcome?: null; progress?: null }|{ kind?: "welcome"; welcome: localredirect.v1.PeerWelcome.$Shape; progress?: null }|{ kind?: "progress"; welcome?: null; progress: localredirect.v1.Progress.$Shape })
             * )} localredirect.v1.ProgressMessage.$Shape
             */

            /**
             * Constructs a new ProgressMessage.
             * @memberof localredirect.v1
             * @classdesc Represents a ProgressMessage.
             * @constructor
             * @param {localredirect.v1.ProgressMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ProgressMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ProgressMessage welcome.
             * @member {localredirect.v1.PeerWelcome.$Properties|null|undefined} welcome
             * @memberof localredirect.v1.ProgressMessage
             * @instance
             */
            ProgressMessage.prototype.welcome = null;

            /**
             * ProgressMessage progress.
             * @member {localredirect.v1.Progress.$Properties|null|undefined} progress
             * @memberof localredirect.v1.ProgressMessage
             * @instance
             */
            ProgressMessage.prototype.progress = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * ProgressMessage kind.
             * @member {"welcome"|"progress"|undefined} kind
             * @memberof localredirect.v1.ProgressMessage
             * @instance
             */
            $Object.defineProperty(ProgressMessage.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["welcome", "progress"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified ProgressMessage message. Does not implicitly {@link localredirect.v1.ProgressMessage.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.ProgressMessage
             * @static
             * @param {localredirect.v1.ProgressMessage.$Properties} message ProgressMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ProgressMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                    $root.localredirect.v1.PeerWelcome.encode(message.welcome, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.progress != null && $Object.hasOwnProperty.call(message, "progress"))
                    $root.localredirect.v1.Progress.encode(message.progress, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ProgressMessage message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.ProgressMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.ProgressMessage & localredirect.v1.ProgressMessage.$Shape} ProgressMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ProgressMessage.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.ProgressMessage();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            message.welcome = $root.localredirect.v1.PeerWelcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                            message.kind = "welcome";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.progress = $root.localredirect.v1.Progress.decode(reader, reader.size(), $undefined, _depth + 1, message.progress);
                            message.kind = "progress";
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return ProgressMessage;
        })();

        v1.PeerWelcome = (function() {

            /**
             * Properties of a PeerWelcome.
             * @typedef {Object} localredirect.v1.PeerWelcome.$Properties
             * @property {string|null} [controller] PeerWelcome controller
             * @property {string|null} [instance] PeerWelcome instance
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a PeerWelcome.
             * @memberof localredirect.v1
             * @interface IPeerWelcome
             * @augments localredirect.v1.PeerWelcome.$Properties
             * @deprecated Use localredirect.v1.PeerWelcome.$Properties instead.
             */

            /**
             * Shape of a PeerWelcome.
             * @typedef {localredirect.v1.PeerWelcome.$Properties} localredirect.v1.PeerWelcome.$Shape
             */

            /**
             * Constructs a new PeerWelcome.
             * @memberof localredirect.v1
             * @classdesc Represents a PeerWelcome.
             * @constructor
             * @param {localredirect.v1.PeerWelcome.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const PeerWelcome = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * PeerWelcome controller.
             * @member {string} controller
             * @memberof localredirect.v1.PeerWelcome
             * @instance
             */
            PeerWelcome.prototype.controller = "";

            /**
             * PeerWelcome instance.
             * @member {string} instance
             * @memberof localredirect.v1.PeerWelcome
             * @instance
             */
            PeerWelcome.prototype.instance = "";

            /**
             * Encodes the specified PeerWelcome message. Does not implicitly {@link localredirect.v1.PeerWelcome.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.PeerWelcome
             * @static
             * @param {localredirect.v1.PeerWelcome.$Properties} message PeerWelcome message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            PeerWelcome.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.controller != null && $Object.hasOwnProperty.call(message, "controller") && message.controller !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.controller);
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.instance);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a PeerWelcome message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.PeerWelcome
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.PeerWelcome & localredirect.v1.PeerWelcome.$Shape} PeerWelcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            PeerWelcome.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.PeerWelcome();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.controller = value;
                            else
                                delete message.controller;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return PeerWelcome;
        })();

        v1.Progress = (function() {

            /**
             * Properties of a Progress.
             * @typedef {Object} localredirect.v1.Progress.$Properties
             * @property {Array.<localredirect.v1.NodeProgress.$Properties>|null} [nodes] Progress nodes
             * @property {Array.<string>|null} [policyUids] Progress policyUids
             * @property {boolean|null} [snapshotEnd] Progress snapshotEnd
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Progress.
             * @memberof localredirect.v1
             * @interface IProgress
             * @augments localredirect.v1.Progress.$Properties
             * @deprecated Use localredirect.v1.Progress.$Properties instead.
             */

            /**
             * Shape of a Progress.
             * @typedef {localredirect.v1.Progress.$Properties} localredirect.v1.Progress.$Shape
             */

            /**
             * Constructs a new Progress.
             * @memberof localredirect.v1
             * @classdesc Represents a Progress.
             * @constructor
             * @param {localredirect.v1.Progress.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Progress = function (properties) {
                this.nodes = [];
                this.policyUids = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Progress nodes.
             * @member {Array.<localredirect.v1.NodeProgress.$Properties>} nodes
             * @memberof localredirect.v1.Progress
             * @instance
             */
            Progress.prototype.nodes = $util.emptyArray;

            /**
             * Progress policyUids.
             * @member {Array.<string>} policyUids
             * @memberof localredirect.v1.Progress
             * @instance
             */
            Progress.prototype.policyUids = $util.emptyArray;

            /**
             * Progress snapshotEnd.
             * @member {boolean} snapshotEnd
             * @memberof localredirect.v1.Progress
             * @instance
             */
            Progress.prototype.snapshotEnd = false;

            /**
             * Encodes the specified Progress message. Does not implicitly {@link localredirect.v1.Progress.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.Progress
             * @static
             * @param {localredirect.v1.Progress.$Properties} message Progress message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Progress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nodes != null && message.nodes.length)
                    for (let i = 0; i < message.nodes.length; ++i)
                        $root.localredirect.v1.NodeProgress.encode(message.nodes[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.policyUids != null && message.policyUids.length)
                    for (let i = 0; i < message.policyUids.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.policyUids[i]);
                if (message.snapshotEnd != null && $Object.hasOwnProperty.call(message, "snapshotEnd") && message.snapshotEnd !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.snapshotEnd);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Progress message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.Progress
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.Progress & localredirect.v1.Progress.$Shape} Progress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Progress.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.Progress();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if (!(message.nodes && message.nodes.length))
                                message.nodes = [];
                            message.nodes.push($root.localredirect.v1.NodeProgress.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.policyUids && message.policyUids.length))
                                message.policyUids = [];
                            message.policyUids.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.snapshotEnd = value;
                            else
                                delete message.snapshotEnd;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Progress;
        })();

        v1.NodeProgress = (function() {

            /**
             * Properties of a NodeProgress.
             * @typedef {Object} localredirect.v1.NodeProgress.$Properties
             * @property {string|null} [node] NodeProgress node
             * @property {boolean|null} [connected] NodeProgress connected
             * @property {google.protobuf.Timestamp.$Properties|null} [since] NodeProgress since
             * @property {google.protobuf.Timestamp.$Properties|null} [syncedAt] NodeProgress syncedAt
             * @property {string|null} [agentVersion] NodeProgress agentVersion
             * @property {Uint8Array|null} [digest] NodeProgress digest
             * @property {boolean|null} [reset] NodeProgress reset
             * @property {Array.<localredirect.v1.AppliedRedirect.$Properties>|null} [applied] NodeProgress applied
             * @property {Array.<string>|null} [removed] NodeProgress removed
             * @property {Array.<localredirect.v1.RefusedRedirect.$Properties>|null} [refused] NodeProgress refused
             * @property {Array.<localredirect.v1.AppliedWarning.$Properties>|null} [warnings] NodeProgress warnings
             * @property {boolean|null} [more] NodeProgress more
             * @property {google.protobuf.Timestamp.$Properties|null} [toldAt] NodeProgress toldAt
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a NodeProgress.
             * @memberof localredirect.v1
             * @interface INodeProgress
             * @augments localredirect.v1.NodeProgress.$Properties
             * @deprecated Use localredirect.v1.NodeProgress.$Properties instead.
             */

            /**
             * Shape of a NodeProgress.
             * @typedef {localredirect.v1.NodeProgress.$Properties} localredirect.v1.NodeProgress.$Shape
             */

            /**
             * Constructs a new NodeProgress.
             * @memberof localredirect.v1
             * @classdesc Represents a NodeProgress.
             * @constructor
             * @param {localredirect.v1.NodeProgress.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const NodeProgress = function (properties) {
                this.applied = [];
                this.removed = [];
                this.refused = [];
                this.warnings = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * NodeProgress node.
             * @member {string} node
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.node = "";

            /**
             * NodeProgress connected.
             * @member {boolean} connected
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.connected = false;

            /**
             * NodeProgress since.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} since
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.since = null;

            /**
             * NodeProgress syncedAt.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} syncedAt
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.syncedAt = null;

            /**
             * NodeProgress agentVersion.
             * @member {string} agentVersion
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.agentVersion = "";

            /**
             * NodeProgress digest.
             * @member {Uint8Array} digest
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.digest = $util.newBuffer([]);

            /**
             * NodeProgress reset.
             * @member {boolean} reset
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.reset = false;

            /**
             * NodeProgress applied.
             * @member {Array.<localredirect.v1.AppliedRedirect.$Properties>} applied
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.applied = $util.emptyArray;

            /**
             * NodeProgress removed.
             * @member {Array.<string>} removed
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.removed = $util.emptyArray;

            /**
             * NodeProgress refused.
             * @member {Array.<localredirect.v1.RefusedRedirect.$Properties>} refused
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.refused = $util.emptyArray;

            /**
             * NodeProgress warnings.
             * @member {Array.<localredirect.v1.AppliedWarning.$Properties>} warnings
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.warnings = $util.emptyArray;

            /**
             * NodeProgress more.
             * @member {boolean} more
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.more = false;

            /**
             * NodeProgress toldAt.
             * @member {google.protobuf.Timestamp.$Properties|null|undefined} toldAt
             * @memberof localredirect.v1.NodeProgress
             * @instance
             */
            NodeProgress.prototype.toldAt = null;

            /**
             * Encodes the specified NodeProgress message. Does not implicitly {@link localredirect.v1.NodeProgress.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.NodeProgress
             * @static
             * @param {localredirect.v1.NodeProgress.$Properties} message NodeProgress message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            NodeProgress.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.node);
                if (message.connected != null && $Object.hasOwnProperty.call(message, "connected") && message.connected !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.connected);
                if (message.since != null && $Object.hasOwnProperty.call(message, "since"))
                    $root.google.protobuf.Timestamp.encode(message.since, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.syncedAt != null && $Object.hasOwnProperty.call(message, "syncedAt"))
                    $root.google.protobuf.Timestamp.encode(message.syncedAt, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.agentVersion);
                if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.digest);
                if (message.reset != null && $Object.hasOwnProperty.call(message, "reset") && message.reset !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.reset);
                if (message.applied != null && message.applied.length)
                    for (let i = 0; i < message.applied.length; ++i)
                        $root.localredirect.v1.AppliedRedirect.encode(message.applied[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.removed != null && message.removed.length)
                    for (let i = 0; i < message.removed.length; ++i)
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.removed[i]);
                if (message.refused != null && message.refused.length)
                    for (let i = 0; i < message.refused.length; ++i)
                        $root.localredirect.v1.RefusedRedirect.encode(message.refused[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.warnings != null && message.warnings.length)
                    for (let i = 0; i < message.warnings.length; ++i)
                        $root.localredirect.v1.AppliedWarning.encode(message.warnings[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                    writer.uint32(/* id 12, wireType 0 =*/96).bool(message.more);
                if (message.toldAt != null && $Object.hasOwnProperty.call(message, "toldAt"))
                    $root.google.protobuf.Timestamp.encode(message.toldAt, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a NodeProgress message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.NodeProgress
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.NodeProgress & localredirect.v1.NodeProgress.$Shape} NodeProgress
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            NodeProgress.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.NodeProgress();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.connected = value;
                            else
                                delete message.connected;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.since = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.since);
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.syncedAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.syncedAt);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.agentVersion = value;
                            else
                                delete message.agentVersion;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.digest = value;
                            else
                                delete message.digest;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.reset = value;
                            else
                                delete message.reset;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.applied && message.applied.length))
                                message.applied = [];
                            message.applied.push($root.localredirect.v1.AppliedRedirect.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.removed && message.removed.length))
                                message.removed = [];
                            message.removed.push(reader.stringVerify());
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.refused && message.refused.length))
                                message.refused = [];
                            message.refused.push($root.localredirect.v1.RefusedRedirect.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.warnings && message.warnings.length))
                                message.warnings = [];
                            message.warnings.push($root.localredirect.v1.AppliedWarning.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.more = value;
                            else
                                delete message.more;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.toldAt = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.toldAt);
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return NodeProgress;
        })();

        v1.AppliedRedirect = (function() {

            /**
             * Properties of an AppliedRedirect.
             * @typedef {Object} localredirect.v1.AppliedRedirect.$Properties
             * @property {string|null} [frontend] AppliedRedirect frontend
             * @property {Uint8Array|null} [version] AppliedRedirect version
             * @property {number|null} [policy] AppliedRedirect policy
             * @property {number|Long|null} [generation] AppliedRedirect generation
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AppliedRedirect.
             * @memberof localredirect.v1
             * @interface IAppliedRedirect
             * @augments localredirect.v1.AppliedRedirect.$Properties
             * @deprecated Use localredirect.v1.AppliedRedirect.$Properties instead.
             */

            /**
             * Shape of an AppliedRedirect.
             * @typedef {localredirect.v1.AppliedRedirect.$Properties} localredirect.v1.AppliedRedirect.$Shape
             */

            /**
             * Constructs a new AppliedRedirect.
             * @memberof localredirect.v1
             * @classdesc Represents an AppliedRedirect.
             * @constructor
             * @param {localredirect.v1.AppliedRedirect.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AppliedRedirect = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AppliedRedirect frontend.
             * @member {string} frontend
             * @memberof localredirect.v1.AppliedRedirect
             * @instance
             */
            AppliedRedirect.prototype.frontend = "";

            /**
             * AppliedRedirect version.
             * @member {Uint8Array} version
             * @memberof localredirect.v1.AppliedRedirect
             * @instance
             */
            AppliedRedirect.prototype.version = $util.newBuffer([]);

            /**
             * AppliedRedirect policy.
             * @member {number} policy
             * @memberof localredirect.v1.AppliedRedirect
             * @instance
             */
            AppliedRedirect.prototype.policy = 0;

            /**
             * AppliedRedirect generation.
             * @member {number|Long} generation
             * @memberof localredirect.v1.AppliedRedirect
             * @instance
             */
            AppliedRedirect.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Encodes the specified AppliedRedirect message. Does not implicitly {@link localredirect.v1.AppliedRedirect.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.AppliedRedirect
             * @static
             * @param {localredirect.v1.AppliedRedirect.$Properties} message AppliedRedirect message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AppliedRedirect.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend") && message.frontend !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.frontend);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.version);
                if (message.policy != null && $Object.hasOwnProperty.call(message, "policy") && message.policy !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.policy);
                if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).int64(message.generation);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AppliedRedirect message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.AppliedRedirect
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.AppliedRedirect & localredirect.v1.AppliedRedirect.$Shape} AppliedRedirect
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AppliedRedirect.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.AppliedRedirect();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.frontend = value;
                            else
                                delete message.frontend;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.policy = value;
                            else
                                delete message.policy;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.generation = value;
                            else
                                delete message.generation;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AppliedRedirect;
        })();

        v1.RefusedRedirect = (function() {

            /**
             * Properties of a RefusedRedirect.
             * @typedef {Object} localredirect.v1.RefusedRedirect.$Properties
             * @property {string|null} [frontend] RefusedRedirect frontend
             * @property {Uint8Array|null} [version] RefusedRedirect version
             * @property {string|null} [message] RefusedRedirect message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RefusedRedirect.
             * @memberof localredirect.v1
             * @interface IRefusedRedirect
             * @augments localredirect.v1.RefusedRedirect.$Properties
             * @deprecated Use localredirect.v1.RefusedRedirect.$Properties instead.
             */

            /**
             * Shape of a RefusedRedirect.
             * @typedef {localredirect.v1.RefusedRedirect.$Properties} localredirect.v1.RefusedRedirect.$Shape
             */

            /**
             * Constructs a new RefusedRedirect.
             * @memberof localredirect.v1
             * @classdesc Represents a RefusedRedirect.
             * @constructor
             * @param {localredirect.v1.RefusedRedirect.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RefusedRedirect = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RefusedRedirect frontend.
             * @member {string} frontend
             * @memberof localredirect.v1.RefusedRedirect
             * @instance
             */
            RefusedRedirect.prototype.frontend = "";

            /**
             * RefusedRedirect version.
             * @member {Uint8Array} version
             * @memberof localredirect.v1.RefusedRedirect
             * @instance
             */
            RefusedRedirect.prototype.version = $util.newBuffer([]);

            /**
             * RefusedRedirect message.
             * @member {string} message
             * @memberof localredirect.v1.RefusedRedirect
             * @instance
             */
            RefusedRedirect.prototype.message = "";

            /**
             * Encodes the specified RefusedRedirect message. Does not implicitly {@link localredirect.v1.RefusedRedirect.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.RefusedRedirect
             * @static
             * @param {localredirect.v1.RefusedRedirect.$Properties} message RefusedRedirect message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RefusedRedirect.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend") && message.frontend !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.frontend);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.version);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RefusedRedirect message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.RefusedRedirect
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.RefusedRedirect & localredirect.v1.RefusedRedirect.$Shape} RefusedRedirect
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RefusedRedirect.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.RefusedRedirect();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.frontend = value;
                            else
                                delete message.frontend;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return RefusedRedirect;
        })();

        v1.AppliedWarning = (function() {

            /**
             * Properties of an AppliedWarning.
             * @typedef {Object} localredirect.v1.AppliedWarning.$Properties
             * @property {string|null} [frontend] AppliedWarning frontend
             * @property {string|null} [message] AppliedWarning message
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AppliedWarning.
             * @memberof localredirect.v1
             * @interface IAppliedWarning
             * @augments localredirect.v1.AppliedWarning.$Properties
             * @deprecated Use localredirect.v1.AppliedWarning.$Properties instead.
             */

            /**
             * Shape of an AppliedWarning.
             * @typedef {localredirect.v1.AppliedWarning.$Properties} localredirect.v1.AppliedWarning.$Shape
             */

            /**
             * Constructs a new AppliedWarning.
             * @memberof localredirect.v1
             * @classdesc Represents an AppliedWarning.
             * @constructor
             * @param {localredirect.v1.AppliedWarning.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AppliedWarning = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AppliedWarning frontend.
             * @member {string} frontend
             * @memberof localredirect.v1.AppliedWarning
             * @instance
             */
            AppliedWarning.prototype.frontend = "";

            /**
             * AppliedWarning message.
             * @member {string} message
             * @memberof localredirect.v1.AppliedWarning
             * @instance
             */
            AppliedWarning.prototype.message = "";

            /**
             * Encodes the specified AppliedWarning message. Does not implicitly {@link localredirect.v1.AppliedWarning.verify|verify} messages.
             * @function encode
             * @memberof localredirect.v1.AppliedWarning
             * @static
             * @param {localredirect.v1.AppliedWarning.$Properties} message AppliedWarning message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AppliedWarning.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.frontend != null && $Object.hasOwnProperty.call(message, "frontend") && message.frontend !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.frontend);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AppliedWarning message from the specified reader or buffer.
             * @function decode
             * @memberof localredirect.v1.AppliedWarning
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {localredirect.v1.AppliedWarning & localredirect.v1.AppliedWarning.$Shape} AppliedWarning
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AppliedWarning.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.localredirect.v1.AppliedWarning();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.frontend = value;
                            else
                                delete message.frontend;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return AppliedWarning;
        })();

        return v1;
    })();

    return localredirect;
})();

export const google = $root.google = (() => {

    /**
     * Namespace google.
     * @exports google
     * @namespace
     */
    const google = {};

    google.protobuf = (function() {

        /**
         * Namespace protobuf.
         * @memberof google
         * @namespace
         */
        const protobuf = {};

        protobuf.Timestamp = (function() {

            /**
             * Properties of a Timestamp.
             * @typedef {Object} google.protobuf.Timestamp.$Properties
             * @property {number|Long|null} [seconds] Timestamp seconds
             * @property {number|null} [nanos] Timestamp nanos
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Timestamp.
             * @memberof google.protobuf
             * @interface ITimestamp
             * @augments google.protobuf.Timestamp.$Properties
             * @deprecated Use google.protobuf.Timestamp.$Properties instead.
             */

            /**
             * Shape of a Timestamp.
             * @typedef {google.protobuf.Timestamp.$Properties} google.protobuf.Timestamp.$Shape
             */

            /**
             * Constructs a new Timestamp.
             * @memberof google.protobuf
             * @classdesc Represents a Timestamp.
             * @constructor
             * @param {google.protobuf.Timestamp.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Timestamp = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Timestamp seconds.
             * @member {number|Long} seconds
             * @memberof google.protobuf.Timestamp
             * @instance
             */
            Timestamp.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Timestamp nanos.
             * @member {number} nanos
             * @memberof google.protobuf.Timestamp
             * @instance
             */
            Timestamp.prototype.nanos = 0;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.Timestamp
             * @static
             * @param {google.protobuf.Timestamp.$Properties} message Timestamp message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Timestamp.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).int64(message.seconds);
                if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.nanos);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Timestamp message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.Timestamp
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Timestamp.decode = function (reader, length, _end, _depth, _target) {
                if (!(reader instanceof $Reader))
                    reader = $Reader.create(reader);
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $Reader.recursionLimit)
                    throw $Error("max depth exceeded");
                let end, message, value;
                if (length === $undefined)
                    end = reader.len;
                else {
                    end = reader.pos + length;
                    if (end > reader.len)
                        throw $RangeError("index out of range");
                    length = reader.len;
                    reader.len = end;
                }
                message = _target || new $root.google.protobuf.Timestamp();
                while (reader.pos < end) {
                    let start = reader.pos;
                    let tag = reader.tag();
                    if (tag === _end) {
                        _end = $undefined;
                        break;
                    }
                    let wireType = tag & 7;
                    switch (tag >>>= 3) {
                    case 1: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                message.seconds = value;
                            else
                                delete message.seconds;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.nanos = value;
                            else
                                delete message.nanos;
                            continue;
                        }
                    }
                    reader.skipType(wireType, _depth, tag);
                    if (!reader.discardUnknown) {
                        $util.makeProp(message, "$unknowns", false);
                        (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                    }
                }
                if (length !== $undefined) {
                    if (reader.pos !== end)
                        throw $RangeError("index out of range");
                    reader.len = length;
                }
                if (_end !== $undefined)
                    throw $Error("missing end group");
                return message;
            };

            return Timestamp;
        })();

        return protobuf;
    })();

    return google;
})();

export {
  $root as default
};
