/** Words about exports, copies of the database, and leaving. */
export const dataMessages = {
  exportNote: 'Everything that was counted and stated, as a file for other programs.',
  copies: 'Copies of the database',
  noCopies: 'There are no copies yet. Tollgate makes one a day.',
  copiesNote: 'One a day, with history, ledger and settings. Keys are never in them.',
  copyNow: 'Make a copy now',
  copied: (day: string) => `Copied: ${day}.`,
  beforeRemoval: (day: string) => `${day}, before detail was removed`,
  restore: 'Restore…',
  restoreOf: (day: string) => `Restore…, ${day}`,
  restoreMeans: (day: string) =>
    `The copy of ${day} takes the place of the database, which is kept beside it under another name. Entries and settings made since are not in it; usage is read again from the agents’ files, as far as they are there.`,
  restoreSure: (day: string) => `Restore ${day}`,
  restoring: 'Restoring…',
  keep: 'Keep what is there',
  restored: (day: string, former: string | null) =>
    former === null
      ? `Restored: ${day}.`
      : `Restored: ${day}. What was there before is kept as ${former}.`,
} as const;
