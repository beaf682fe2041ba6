/** German of removing old detail, of other computers' folders and databases, and of deleting everything. */
import type { Translations } from '../say.ts';

/** What travels in English. */
export const germanDataMessages = (): Translations => ({
  'take-in takes FILE, of another computer with --host NAME; list; or undo ID.':
    'take-in erwartet FILE, von einem anderen Computer mit --host NAME; list; oder undo ID.',
  'This file was written by a newer Tollgate (form {theirs}; this one reads {ours}). Nothing was taken from it.':
    'Diese Datei stammt von einem neueren Tollgate (Form {theirs}; dieses liest {ours}). Nichts wurde daraus übernommen.',
  '--host takes a name of up to 40 characters without / \\ : or |.':
    '--host erwartet einen Namen von bis zu 40 Zeichen ohne / \\ : oder |.',
  'Another Tollgate writes the database. Do it there, or quit that one first.':
    'Ein anderes Tollgate schreibt in die Datenbank. Tun Sie es dort, oder beenden Sie jenes zuerst.',
  'Another Tollgate uses the data. Quit it first; then nothing can come back.':
    'Ein anderes Tollgate benutzt die Daten. Beenden Sie es zuerst, damit nichts wiederkommt.',
  'Not everything could be removed, so Tollgate’s own data were kept. {reason}':
    'Nicht alles ließ sich entfernen; die eigenen Daten von Tollgate wurden deshalb behalten. {reason}',
  'The setting has changed since. Look again.':
    'Die Einstellung ist inzwischen eine andere. Sehen Sie noch einmal nach.',
  'What credits paid could not be worked out, so nothing was removed.':
    'Was Credits bezahlt haben, ließ sich nicht ermitteln, daher wurde nichts entfernt.',
  'This file is neither a copy of a Tollgate database nor its exported events.':
    'Diese Datei ist weder eine Kopie einer Tollgate-Datenbank noch ein Export ihrer Ereignisse.',
  'Old detail could not be removed: {message}':
    'Alte Einzelheiten ließen sich nicht entfernen: {message}',
  'The folder of {agent} on {host} is not there; it may not be mounted. What was counted from it stays.':
    'Der Ordner von {agent} auf {host} ist nicht da; vielleicht ist er nicht eingehängt. Was daraus gezählt ist, bleibt.',
  'The folder of {agent} on {host} holds no session files; it may not be mounted, or not be the folder itself. What was counted from it stays.':
    'Der Ordner von {agent} auf {host} enthält keine Sitzungsdateien; vielleicht ist er nicht eingehängt oder nicht der Ordner selbst. Was daraus gezählt ist, bleibt.',
  'What is set as a folder of {agent} on {host} is this computer’s own folder. It is read as that, and counted once.':
    'Was als Ordner von {agent} auf {host} eingestellt ist, ist der eigene Ordner dieses Computers. Er wird als solcher gelesen und einmal gezählt.',
  '{agent} writes down no token counts, so there is nothing to read in this folder.':
    '{agent} schreibt keine Token-Zahlen auf; in diesem Ordner gibt es also nichts zu lesen.',
});

/** What the terminal and the window say. */
export function germanData(): Translations {
  const both: Translations = {
    '{count} answers': { one: '{count} Antwort', other: '{count} Antworten' },
    '{count} sessions': { one: '{count} Sitzung', other: '{count} Sitzungen' },
    'not there; what was counted stays': 'nicht da; was gezählt ist, bleibt',
    'no session files in it; what was counted stays':
      'keine Sitzungsdateien darin; was gezählt ist, bleibt',
    'this computer’s own folder, read as that':
      'eigener Ordner dieses Computers, als solcher gelesen',
    'nothing to read: this agent writes down no token counts':
      'nichts zu lesen: dieser Agent schreibt keine Token-Zahlen auf',
    'What you call the computer whose session files lie in this folder.':
      'Wie Sie den Computer nennen, dessen Sitzungsdateien in diesem Ordner liegen.',
    'How long the detail of history is kept; forever keeps everything. Sums stay in any case.':
      'Wie lange die Einzelheiten des Verlaufs bleiben; forever behält alles. Summen bleiben immer.',
    'There is no detail from before {day}.': 'Von vor dem {day} gibt es keine Einzelheiten.',
    '{answers} in {sessions} from before {day} (the first on {first}) would lose their detail.':
      '{answers} in {sessions} von vor dem {day} (die früheste am {first}) – ihre Einzelheiten würden entfernt.',
    '{fresh} from {host}, {known} known already.': '{fresh} von {host}, {known} schon bekannt.',
    '{older} are older than what is kept here, and stay out.':
      'Älter als das, was hier aufgehoben wird, und darum weggelassen: {older}.',
    '{fresh} of this computer’s own history, {known} known already.':
      '{fresh} des eigenen Verlaufs, {known} schon bekannt.',
    'From {first} to {last}.': 'Vom {first} bis zum {last}.',
    '{count} records are larger in it than here and take their place.': {
      one: '{count} Eintrag ist darin größer als hier und ersetzt ihn.',
      other: '{count} Einträge sind darin größer als hier und ersetzen diese.',
    },
    '{count} new entries': { one: '{count} neue Buchung', other: '{count} neue Buchungen' },
    '{count} new readings': { one: '{count} neuer Messwert', other: '{count} neue Messwerte' },
    'For the ledger {entries}, of limits and credits {readings}: these stay for good.':
      'Fürs Kontobuch {entries}, zu Limits und Credits {readings}: diese bleiben für immer.',
    '{count} entries say something else in this ledger, which stays as it is.': {
      one: '{count} Buchung lautet in diesem Kontobuch anders; es bleibt, wie es ist.',
      other: '{count} Buchungen lauten in diesem Kontobuch anders; es bleibt, wie es ist.',
    },
    '{count} lines are refused: {why} (the first is line {line}).': {
      one: '{count} Zeile wird abgelehnt: {why} (Zeile {line}).',
      other: '{count} Zeilen werden abgelehnt: {why} (zuerst Zeile {line}).',
    },
    'The file was cut short: {count} lines are missing.': {
      one: 'Die Datei ist abgeschnitten: {count} Zeile fehlt.',
      other: 'Die Datei ist abgeschnitten: {count} Zeilen fehlen.',
    },
    'not JSON': 'kein JSON',
    'of no kind that is known': 'von keiner bekannten Art',
    'a field is missing or wrong': 'ein Feld fehlt oder ist falsch',
    'an entry was altered after it was written': 'eine Buchung wurde nachträglich geändert',
  };

  const terminal: Translations = {
    'the detail that is older than data.retentionDays: how much it is;\nwith --yes it goes, sums and ledger stay':
      'die Einzelheiten, die älter als data.retentionDays sind: wie viele;\nmit --yes werden sie entfernt, Summen und Kontobuch bleiben',
    'everything that take-in reads again, a JSON line a record':
      'alles, was take-in wieder einliest, je Eintrag eine Zeile JSON',
    "exported events or a copy of a database: what is new in it; with\n--yes it counts here, under NAME if it is another computer's":
      'exportierte Ereignisse oder eine Kopie einer Datenbank: was darin\nneu ist; mit --yes zählt es hier, unter NAME, wenn es von einem\nanderen Computer ist',
    'own history': 'eigener Verlauf',
    'what was taken in; takes it out again': 'was übernommen wurde; nimmt es wieder heraus',
    'Removed the detail of {answers}.': 'Entfernt: die Einzelheiten von {answers}.',
    'To take it back: tollgate restore {copy} --yes':
      'Zum Zurücknehmen: tollgate restore {copy} --yes',
    'Everything is kept, for ever. To change it: tollgate settings set data.retentionDays 395':
      'Alles bleibt, für immer. Zum Ändern: tollgate settings set data.retentionDays 395',
    'What grows older goes by itself, each day, while the app runs.':
      'Was älter wird, wird jeden Tag von selbst entfernt, solange die App läuft.',
    'Their sums, what credits paid, the ledger and all readings stay. A copy is made first.':
      'Ihre Summen, was Credits bezahlt haben, das Kontobuch und alle Messwerte bleiben. Vorher wird eine Kopie gemacht.',
    'Nothing was removed. To remove it: tollgate retention --yes':
      'Nichts wurde entfernt. Zum Entfernen: tollgate retention --yes',
    'Taken out again.': 'Wieder herausgenommen.',
    'Nothing was taken in.': 'Nichts wurde übernommen.',
    'They are counted now. To take them out again: tollgate take-in undo ID (see list)':
      'Sie zählen jetzt mit. Um sie wieder herauszunehmen: tollgate take-in undo ID (siehe list)',
    'Nothing was taken in. To do it: the same with --yes':
      'Nichts wurde übernommen. Um es zu tun: dasselbe mit --yes',
  };

  return { ...both, ...terminal };
}
