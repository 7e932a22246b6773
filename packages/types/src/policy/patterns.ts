/** A text's form as one regular expression, the same in JavaScript and in the CRD (RE2). */
export interface TextForm {
  readonly pattern: RegExp;
  /** Completes "Must be …". */
  readonly meaning: string;
}

/** RFC 1123: names of namespaces and Services. */
export const dnsLabel: TextForm = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  meaning: "lower-case letters, digits and '-', with a letter or digit at both ends",
};

/** RFC 1123: names of most objects. */
export const dnsSubdomain: TextForm = {
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  meaning: "lower-case letters, digits, '-' and '.', with a letter or digit at both ends",
};

/** 1 to 65535 in decimal digits. */
export const portNumber: TextForm = {
  pattern:
    /^([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])$/,
  meaning: 'a port from "1" to "65535" without a leading zero',
};

/** A namespace, or all of them. */
export const namespaceOrAll: TextForm = {
  pattern: /^(\*|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/,
  meaning: 'the name of a namespace, or "*" for all',
};

/** A label's key: a name of at most 63 characters, with a DNS prefix or without. */
export const labelKey: TextForm = {
  pattern:
    /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$/,
  meaning: "a label's key, as `app` or `example.org/app`, its name of at most 63 characters",
};

/** A label's value, which may be empty. */
export const labelValue: TextForm = {
  pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/,
  meaning:
    "a label's value: letters, digits, '-', '_' and '.', with a letter or digit at both ends",
};

/** Longest label key: a prefix of 253 characters, a slash, a name of 63. */
export const maximumLabelKeyLength = 317;

/** Longest label value, DNS label, port name. */
export const maximumLabelLength = 63;

/** Longest name of an object. */
export const maximumNameLength = 253;
