/** Words about session files of other computers. */
export const hostMessages = {
  heading: 'Session files of other computers',
  note: 'A folder that is mounted or synced here, such as the .claude folder of a laptop. It is read, never written to, and nothing is installed in it. What stands here as well is counted once. Its use counts in totals, History and Sessions, as an account of its own; it moves no window, alert or question of this computer.',
  agent: 'Agent',
  host: 'Computer',
  hostExample: 'laptop',
  folder: 'Its folder, as found here',
  folderExample: '/mnt/laptop/.claude',
  choose: 'Choose…',
  add: 'Add',
  added: '{host} is read from now on.',
  remove: 'Remove',
  removeOne: 'Remove {agent} on {host}',
  removed: 'The folder is not read any more. What was counted from it stays.',
  needsFolder: 'Takes the whole path of a folder, such as /mnt/laptop/.claude.',
} as const;
