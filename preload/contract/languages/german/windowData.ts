/** German of what the window says of the data itself and of other computers. */
import type { Translations } from '../say.ts';

export const germanWindowData = (): Translations => ({
  // Sessions and settings.
  '{agent} on {host}': '{agent} auf {host}',
  'Folder of another computer': 'Ordner eines anderen Computers',
  'Counted history stays, also after the agents delete their transcripts. A number of days removes nothing by itself: below stands what would go.':
    'Was gezählt ist, bleibt, auch wenn die Agenten ihre Sitzungsprotokolle löschen. Eine Anzahl von Tagen allein entfernt nichts: Unten steht, was entfernt würde.',
  '{received} received': '{received} empfangen',
  '{day}, before detail was removed': '{day}, bevor Einzelheiten entfernt wurden',

  // Old detail.
  'Old detail': 'Alte Einzelheiten',
  'Everything is kept, for ever.': 'Alles bleibt, für immer.',
  'Nothing is removed until you say so.': 'Nichts wird entfernt, bevor Sie es sagen.',
  'You agreed to this: what grows older goes by itself, each day after that day’s copy.':
    'Sie haben zugestimmt: Was älter wird, wird jeden Tag nach der Kopie des Tages von selbst entfernt.',
  'Stays: the ledger, what credits paid, all readings of limits, and the sums by quarter of an hour, account, model and project that History shows, at the prices of today.':
    'Bleibt: das Kontobuch, was Credits bezahlt haben, alle Messwerte der Limits und die Summen je Viertelstunde, Konto, Modell und Projekt, die der Verlauf zeigt, zu den Preisen von heute.',
  'Goes: the single answers, so that their sessions and five-hour windows are not listed any more. Your agents’ files are not touched, and reading them again brings nothing back.':
    'Entfernt werden die einzelnen Antworten; ihre Sitzungen und Fünf-Stunden-Fenster stehen dann in keiner Liste mehr. Die Dateien Ihrer Agenten bleiben unberührt, und sie neu zu lesen bringt nichts zurück.',
  'Remove the detail of {answers}': 'Einzelheiten von {answers} entfernen',
  'Removing…': 'Wird entfernt …',
  'A copy of the database is made first; Restore, below, takes it back.':
    'Vorher wird eine Kopie der Datenbank gemacht; Wiederherstellen, unten, nimmt es zurück.',
  'The detail of {answers} is removed. The copy from just before is {copy}.':
    'Die Einzelheiten von {answers} sind entfernt. Die Kopie von kurz davor ist {copy}.',

  // History of another computer.
  'History from a file': 'Verlauf aus einer Datei',
  'Takes in exported events, or a copy of a Tollgate database. Each answer counts once, however often it comes. Of another computer, whose name you give, only the answers come; without a name it is your own history, and its ledger and readings come as well.':
    'Übernimmt exportierte Ereignisse oder eine Kopie einer Tollgate-Datenbank. Jede Antwort zählt einmal, so oft sie auch kommt. Von einem anderen Computer, dessen Namen Sie nennen, kommen nur die Antworten; ohne Namen ist es Ihr eigener Verlauf, und sein Kontobuch und seine Messwerte kommen mit.',
  'Other computer (empty: own history)': 'Anderer Computer (leer: eigener Verlauf)',
  'Own history': 'Eigener Verlauf',
  'Take it in': 'Übernehmen',
  'Taken in: {fresh} of your own history.': 'Übernommen: {fresh} des eigenen Verlaufs.',
  'The answers that came with it are not counted any more.':
    'Die Antworten, die damit kamen, werden nicht mehr gezählt.',
  Computer: 'Computer',
  laptop: 'laptop',
  File: 'Datei',
  '/home/ada/tollgate-events-2026-11-22.jsonl': '/home/ada/tollgate-events-2026-11-22.jsonl',
  'Choose…': 'Auswählen …',
  'Look into it': 'Hineinsehen',
  'Looking…': 'Wird gelesen …',
  'There is nothing new in it.': 'Darin ist nichts Neues.',
  'Take in {fresh}': '{fresh} übernehmen',
  'Leave it': 'Lassen',
  'Taken in: {fresh} from {host}.': 'Übernommen: {fresh} von {host}.',
  '{host}: {answers}, taken in {when}': '{host}: {answers}, übernommen am {when}',
  'Take out again': 'Wieder herausnehmen',
  'Take out again, {host}, {when}': 'Wieder herausnehmen, {host}, {when}',
  'What came from {host} is not counted any more.': 'Was von {host} kam, wird nicht mehr gezählt.',

  // Session files of other computers.
  'Session files of other computers': 'Sitzungsdateien anderer Computer',
  'A folder that is mounted or synced here, such as the .claude folder of a laptop. It is read, never written to, and nothing is installed in it. What stands here as well is counted once. Its use counts in totals, History and Sessions, as an account of its own; it moves no window, alert or question of this computer.':
    'Ein Ordner, der hier eingehängt oder synchronisiert ist, etwa der Ordner .claude eines Laptops. Er wird gelesen, nie beschrieben, und nichts wird darin installiert. Was auch hier steht, zählt einmal. Seine Nutzung zählt in Summen, Verlauf und Sitzungen, als eigenes Konto; sie bewegt kein Fenster, keine Warnung und keine Frage dieses Computers.',
  Agent: 'Agent',
  'Its folder, as found here': 'Sein Ordner, wie er hier zu finden ist',
  '/mnt/laptop/.claude': '/mnt/laptop/.claude',
  '{host} is read from now on.': '{host} wird ab jetzt gelesen.',
  'Remove {agent} on {host}': '{agent} auf {host} entfernen',
  'The folder is not read any more. What was counted from it stays.':
    'Der Ordner wird nicht mehr gelesen. Was daraus gezählt ist, bleibt.',
  'Takes the whole path of a folder, such as /mnt/laptop/.claude.':
    'Erwartet den ganzen Pfad eines Ordners, etwa /mnt/laptop/.claude.',

  // Leaving.
  'Takes Tollgate out of your agents’ settings, the login and the keychain, and deletes all of its data with every copy. Your agents’ own files stay. The terminal does the same: tollgate remove-everything.':
    'Nimmt Tollgate aus den Einstellungen Ihrer Agenten, der Anmeldung und dem Schlüsselbund und löscht alle seine Daten mit jeder Kopie. Die Dateien Ihrer Agenten bleiben. Im Terminal geht dasselbe: tollgate remove-everything.',
  'Delete everything…': 'Alles löschen …',
  'This goes, for good:': 'Das wird endgültig gelöscht:',
  'Delete all of this and quit': 'All das löschen und beenden',
  'Keep everything': 'Alles behalten',
  'Deleting…': 'Wird gelöscht …',
  'Everything is deleted. Tollgate is closing.': 'Alles ist gelöscht. Tollgate schließt sich.',
});
