import type { FuseV1Config } from '@electron/fuses';

export const FUSES: Readonly<Record<string, boolean>>;
export const UNKNOWN_TO_STAND_IN: readonly string[];
export function fuseConfig(options: {
  readonly standIn: boolean;
  readonly changes?: Readonly<Record<string, boolean>>;
}): FuseV1Config;
