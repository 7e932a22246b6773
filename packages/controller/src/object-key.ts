/** `NAMESPACE/NAME`, or `NAME` for what has no namespace: unique among the objects of one kind. */
export type ObjectKey = string;
