// The nine fuses of Electron as a packaged Tollgate has them
// (https://www.electronjs.org/docs/latest/tutorial/fuses).

import { FuseV1Options, FuseVersion } from '@electron/fuses';

/** By their names in @electron/fuses. */
export const FUSES = {
  // The program must not serve as a plain Node for anybody.
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  // No debugger: whoever may attach one may do what Tollgate may.
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  // There is no second snapshot in the package.
  LoadBrowserProcessSpecificV8Snapshot: false,
  // Windows load from app:// only.
  GrantFileProtocolExtraPrivileges: false,
  // Electron's default: out-of-bounds WebAssembly is caught by the processor. No WebAssembly is used.
  WasmTrapHandlers: true,
};

/** Fuses that the stand-in for tests is too old to have. */
export const UNKNOWN_TO_STAND_IN = ['WasmTrapHandlers'];

/**
 * The configuration for `flipFuses`. A release sets every fuse that its Electron has, or is not built.
 * @param {{ standIn: boolean, changes?: Partial<typeof FUSES> }} options
 */
export function fuseConfig({ standIn, changes = {} }) {
  const wanted = Object.entries({ ...FUSES, ...changes }).filter(
    ([name]) => !standIn || !UNKNOWN_TO_STAND_IN.includes(name),
  );
  return {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: !standIn,
    ...Object.fromEntries(wanted.map(([name, value]) => [FuseV1Options[name], value])),
  };
}
