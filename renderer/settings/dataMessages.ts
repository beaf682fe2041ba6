/** Words about exports, copies of the database, and leaving. */
export const dataMessages = {
  exportNote: 'Everything that was counted and stated, as a file for other programs.',
  copies: 'Copies of the database',
  noCopies: 'There are no copies yet. Tollgate makes one a day.',
  copiesNote: 'One a day, with history, ledger and settings. Keys are never in them.',
  copyNow: 'Make a copy now',
  copied: 'Copied: {day}.',
  beforeRemoval: '{day}, before detail was removed',
  restore: 'Restore…',
  restoreOf: 'Restore…, {day}',
  restoreMeans:
    'The copy of {day} takes the place of the database, which is kept beside it under another name. Entries and settings made since are not in it; usage is read again from the agents’ files, as far as they are there.',
  restoreSure: 'Restore {day}',
  restoring: 'Restoring…',
  keep: 'Keep what is there',
  restored: 'Restored: {day}.',
  restoredBeside: 'Restored: {day}. What was there before is kept as {former}.',
} as const;
