/** Words about exports, copies of the database, and leaving. */
export const dataMessages = {
  exportNote: 'Everything that was counted and stated, as a file for other programs.',
  copies: 'Copies of the database',
  noCopies: 'There are no copies yet. Tollgate makes one a day.',
  copiesNote: 'One a day, with history, ledger and settings. Keys are never in them.',
  copyNow: 'Make a copy now',
  copied: 'Copied: {day}.',
  restore: 'Restore…',
  restoreOf: 'Restore…, {day}',
  restoreMeans:
    'The copy of {day} takes the place of the database, which is kept beside it under another name. Entries and settings made since are not in it; usage is read again from the agents’ files, as far as they are there.',
  restoreSure: 'Restore {day}',
  restoring: 'Restoring…',
  keep: 'Keep what is there',
  restored: 'Restored: {day}.',
  restoredBeside: 'Restored: {day}. What was there before is kept as {former}.',
  leaving: 'Delete everything',
  leavingNote:
    'Takes the gate and the status line bridge out of the agents’ settings, the entry for the login, the keys in the keychain, and then all of Tollgate’s data with every copy. Quit Tollgate first, else it would write again. The command shows what would go; only with --yes does it delete. Your agents’ own files stay.',
  copyCommand: 'Copy the command',
  copiedCommand: 'Copied',
  quit: 'Quit Tollgate',
} as const;

/** Typed into a terminal as it is, in every language. */
export const LEAVE_COMMAND = 'tollgate remove-everything';
