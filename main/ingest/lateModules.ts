/**
 * Node's own modules that a look with nothing new does without. Each is compiled when a program first asks for it,
 * together half as long as such a look takes for everything else in this room.
 */
export const v8Module = (): typeof import('node:v8') => process.getBuiltinModule('node:v8');
export const vmModule = (): typeof import('node:vm') => process.getBuiltinModule('node:vm');
export const zlibModule = (): typeof import('node:zlib') => process.getBuiltinModule('node:zlib');
export const threadsModule = (): typeof import('node:worker_threads') =>
  process.getBuiltinModule('node:worker_threads');
