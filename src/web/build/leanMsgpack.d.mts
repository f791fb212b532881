/** Leaves out of @msgpack/msgpack what frames never have. */
export const leanMsgpack: import("esbuild").Plugin;
