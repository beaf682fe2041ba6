/** Words about removing old detail, taking in another computer's database, and leaving. */
export const careMessages = {
  retention: 'Old detail',
  forEver: 'Everything is kept, for ever.',
  nothingOlder: (day: string) => `There is no detail from before ${day}.`,
  goes: (answers: string, sessions: string, day: string, first: string) =>
    `${answers} in ${sessions} from before ${day} (the first on ${first}) would lose their detail.`,
  notYet: 'Nothing is removed until you say so.',
  agreed: 'You agreed to this: what grows older goes by itself, each day after that day’s copy.',
  stays:
    'Stays: the ledger, what credits paid, all readings of limits, and the sums by quarter of an hour, account, model and project that History shows, at the prices of today.',
  goesToo:
    'Goes: the single answers, so that their sessions and five-hour windows are not listed any more. Your agents’ files are not touched, and reading them again brings nothing back.',
  remove: 'Remove…',
  removeSure: (answers: string) => `Remove the detail of ${answers}`,
  removing: 'Removing…',
  keep: 'Keep what is there',
  copyFirst: 'A copy of the database is made first; Restore, below, takes it back.',
  removed: (answers: string, copy: string) =>
    `The detail of ${answers} is removed. The copy from just before is ${copy}.`,
  takeIn: 'History of another computer',
  takeInNote:
    'Takes in a copy of another computer’s Tollgate database, made there with “Make a copy now” or “tollgate backup”. Each answer counts once. Its ledger, settings, keys and readings stay where they are.',
  host: 'Computer',
  hostExample: 'laptop',
  file: 'Copy of its database',
  fileExample: '/home/ada/tollgate-2026-11-22.db',
  choose: 'Choose…',
  look: 'Look into it',
  looking: 'Looking…',
  found: (fresh: string, host: string, known: string) =>
    `${fresh} from ${host}, ${known} known already.`,
  older: (older: string) => `${older} are older than what is kept here, and stay out.`,
  span: (first: string, last: string) => `From ${first} to ${last}.`,
  nothingNew: 'There is nothing new in it.',
  take: (fresh: string) => `Take in ${fresh}`,
  leaveIt: 'Leave it',
  taken: (fresh: string, host: string) => `Taken in: ${fresh} from ${host}.`,
  takenOne: (host: string, answers: string, when: string) =>
    `${host}: ${answers}, taken in ${when}`,
  takeOut: 'Take out again',
  takeOutOf: (host: string, when: string) => `Take out again, ${host}, ${when}`,
  takenOut: (host: string) => `What came from ${host} is not counted any more.`,
  leaving: 'Delete everything',
  leavingNote:
    'Takes Tollgate out of your agents’ settings, the login and the keychain, and deletes all of its data with every copy. Your agents’ own files stay. The terminal does the same: tollgate remove-everything.',
  leave: 'Delete everything…',
  goesAll: 'This goes, for good:',
  leaveSure: 'Delete all of this and quit',
  leaveKeep: 'Keep everything',
  deleting: 'Deleting…',
  deleted: 'Everything is deleted. Tollgate is closing.',
} as const;
