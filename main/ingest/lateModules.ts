/**
 * Node's own modules that a look with nothing new does without. An import would compile them at the start of every
 * program, for 3 ms.
 */
export const v8Module = () => process.getBuiltinModule('node:v8');
export const vmModule = () => process.getBuiltinModule('node:vm');
export const zlibModule = () => process.getBuiltinModule('node:zlib');
export const threadsModule = () => process.getBuiltinModule('node:worker_threads');
