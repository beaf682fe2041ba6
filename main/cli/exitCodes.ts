/** Exit codes of the terminal command; 64 and above as in sysexits.h. */
export const EXIT = {
  ok: 0,
  atBoundary: 1,
  ledgerBroken: 1,
  usage: 64,
  noData: 69,
  failed: 70,
  busy: 75,
} as const;
