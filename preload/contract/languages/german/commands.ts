/** German of what the terminal refuses or reports, which is made in English. Words to be typed stay as they are. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanCommands(): Translations {
  const wrongWords: Translations = {
    'See: {command}': 'Siehe: {command}',
    'There is no command “{first}”. Did you mean “{known}”?':
      'Es gibt keinen Befehl „{first}“. Meinten Sie „{known}“?',
    'There is no command “{first}”.': 'Es gibt keinen Befehl „{first}“.',
    '--agent takes {names}; not “{agent}”.': '--agent nimmt {names}, nicht „{agent}“.',
    '--by takes {names}; not “{grouping}”.': '--by nimmt {names}, nicht „{grouping}“.',
    '--format takes {names}; not “{format}”.': '--format nimmt {names}, nicht „{format}“.',
    '--min-remaining takes a percent from 0 to 100; not “{text}”.':
      '--min-remaining nimmt ein Prozent von 0 bis 100, nicht „{text}“.',
    '--until goes with limit reached only.': '--until gehört nur zu limit reached.',
    '--until takes reset, 15:00, 90m, 2h or an instant; not “{text}”.':
      '--until nimmt reset, 15:00, 90m, 2h oder einen Zeitpunkt, nicht „{text}“.',
    '--{option} goes with {names} only.': '--{option} gehört nur zu {names}.',
    '--since {from} is after --until {until}.': '--since {from} liegt nach --until {until}.',
    '“{day}” is not a day like 2026-11-22.': '„{day}“ ist kein Tag wie 2026-11-22.',
    'A key is never given as a word of a command: others could read it in the list of processes and in the shell’s history. It is asked for, or read from standard input. If this one was real, change it at the provider.':
      'Ein Schlüssel wird nie als Wort eines Befehls angegeben: Andere könnten ihn in der Prozessliste und im Verlauf der Shell lesen. Er wird erfragt oder von der Standardeingabe gelesen. War dieser echt, ändern Sie ihn beim Anbieter.',
    'A purchase is an amount above zero.': 'Ein Kauf ist ein Betrag über null.',
    'The price must be in the currency of the amount and with as many decimals.':
      'Der Preis muss die Währung des Betrags und ebenso viele Nachkommastellen haben.',
    'ask takes the name of one source; doctor names them.':
      'ask nimmt den Namen einer Quelle; doctor nennt sie.',
    'backup takes “list” or nothing.': 'backup nimmt „list“ oder nichts.',
    'consent takes “list” or “revoke”.': 'consent nimmt „list“ oder „revoke“.',
    'credits buys takes an amount of US dollars above zero.':
      'credits buys nimmt einen Betrag in US-Dollar über null.',
    'credits takes {names}; not “{action}”.': 'credits nimmt {names}, nicht „{action}“.',
    'The price table does not know {model}, so say what its cache costs too: INPUT/OUTPUT/CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ.':
      'Die Preistabelle kennt {model} nicht; sagen Sie auch, was der Cache kostet: INPUT/OUTPUT/CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ.',
    'credits {action} takes an amount like 12.50.':
      'credits {action} nimmt einen Betrag wie 12.50.',
    'export takes one of {names}.': 'export nimmt eines von {names}.',
    'gate takes {names}; not “{word}”.': 'gate nimmt {names}, nicht „{word}“.',
    'gate {action} takes no --{stranger}.': 'gate {action} nimmt kein --{stranger}.',
    'keys list takes nothing more.': 'keys list nimmt nichts weiter.',
    'keys takes list, save, test or forget.': 'keys nimmt list, save, test oder forget.',
    'keys {action} takes one of {names}.': 'keys {action} nimmt eines von {names}.',
    'limit reached takes session or weekly; not “{window}”.':
      'limit reached nimmt session oder weekly, nicht „{window}“.',
    'limit takes list, reached or undo; not “{action}”.':
      'limit nimmt list, reached oder undo, nicht „{action}“.',
    'prices takes list, set MODEL[@YYYY-MM-DD] PRICE, or remove MODEL[@YYYY-MM-DD].':
      'prices nimmt list, set MODEL[@YYYY-MM-DD] PRICE oder remove MODEL[@YYYY-MM-DD].',
    'providers takes “status” or “poll”, and a provider if only one is meant.':
      'providers nimmt „status“ oder „poll“ und einen Anbieter, wenn nur einer gemeint ist.',
    'providers {action} takes one of {names}.': 'providers {action} nimmt eines von {names}.',
    'restore takes the name or the day of one copy.':
      'restore nimmt den Namen oder den Tag einer Kopie.',
    'take-in undo takes one number; tollgate take-in list shows them.':
      'take-in undo nimmt eine Nummer; tollgate take-in list zeigt sie.',
    'sessions takes “stopped”, or “stopped dismiss” with an id or “all”.':
      'sessions nimmt „stopped“ oder „stopped dismiss“ mit einer Kennung oder „all“.',
    'settings reset takes the name of a setting.':
      'settings reset nimmt den Namen einer Einstellung.',
    'settings set takes the name of a setting and its value.':
      'settings set nimmt den Namen einer Einstellung und ihren Wert.',
    'settings takes list, get, set, reset, copy, rename or undo; not “{action}”.':
      'settings nimmt list, get, set, reset, copy, rename oder undo, nicht „{action}“.',
    'settings {action} takes a profile and the name of the new one.':
      'settings {action} nimmt ein Profil und den Namen des neuen.',
    '“{surplus}” is one word too many.': '„{surplus}“ ist ein Wort zu viel.',
    '“{word}” is one word too many; a value with blanks stands in quotes.':
      '„{word}“ ist ein Wort zu viel; ein Wert mit Leerzeichen steht in Anführungszeichen.',
    '“{timeZone}” is not a time zone like Europe/Berlin.':
      '„{timeZone}“ ist keine Zeitzone wie Europe/Berlin.',
    '“{month}” is not a month like 2026-11.': '„{month}“ ist kein Monat wie 2026-11.',
    '“{typed}” has not come yet.': '„{typed}“ liegt noch in der Zukunft.',
    '“{typed}” is not a time like "2026-11-22 14:30".':
      '„{typed}“ ist keine Zeit wie "2026-11-22 14:30".',
    '“{typed}” is too large an amount.': '„{typed}“ ist ein zu großer Betrag.',
  };

  const accounts: Translations = {
    'No account is known yet.': 'Noch ist kein Konto bekannt.',
    'No such account is known yet.': 'Ein solches Konto ist noch nicht bekannt.',
    'No agent was found on this machine.': 'Auf diesem Computer wurde kein Agent gefunden.',
    'There is more than one account; say --account {listed}.':
      'Es gibt mehrere Konten; nennen Sie eines mit --account {listed}.',
    'There is no account “{account}”; say --account {listed}.':
      'Es gibt kein Konto „{account}“; nennen Sie eines mit --account {listed}.',
    '“{account}” means more than one account; say --account {listed}.':
      '„{account}“ meint mehrere Konten; nennen Sie eines mit --account {listed}.',
    '“{account}” begins with no agent; agents are {known}.':
      '„{account}“ beginnt mit keinem Agenten; es gibt {known}.',
    '“{account}” has more than one account: {names}.': '„{account}“ hat mehrere Konten: {names}.',
  };

  const outcomes: Translations = {
    'Again in {time}.': 'Wieder in {time}.',
    'At the boundary.': 'An der Grenze.',
    'On plan.': 'Im Plan.',
    'The gate is unknown.': 'Die Schranke ist unbekannt.',
    'No window is reported.': 'Kein Fenster ist gemeldet.',
    'Less than {percent} % of a window is left.':
      'Weniger als {percent} % eines Fensters sind übrig.',
    'Nothing more can be paid.': 'Mehr kann nicht bezahlt werden.',
    'Requests are being paid, and nobody agreed.':
      'Anfragen werden bezahlt, und niemand hat zugestimmt.',
    'Stopped by you.': 'Von Ihnen gestoppt.',
    'Cannot be written ({code}): {file}': 'Nicht beschreibbar ({code}): {file}',
    'There is no file {file}.': 'Es gibt keine Datei {file}.',
    'There is no folder {folder}.': 'Es gibt keinen Ordner {folder}.',
    '{file} is not a file. Without --out the export goes to standard output.':
      '{file} ist keine Datei. Ohne --out geht der Export zur Standardausgabe.',
    '{file} is a folder, not a file.': '{file} ist ein Ordner, keine Datei.',
    'There is no {id}; see tollgate take-in list':
      'Es gibt keine {id}; siehe tollgate take-in list',
    'Cannot be read ({code}): {path}': 'Nicht lesbar ({code}): {path}',
    'No key was given; nothing has changed.':
      'Es wurde kein Schlüssel angegeben; nichts ist geändert.',
    'No limit is said to be reached.': 'Kein Limit ist als erreicht angegeben.',
    'No source “{source}” can be asked; known: {known}.':
      'Eine Quelle „{source}“ kann nicht gefragt werden; bekannt: {known}.',
    'there is none on this machine': 'es gibt keine auf diesem Computer',
    'Not polled: {message}': 'Nicht abgefragt: {message}',
    'Not up to date: {message}': 'Nicht aktuell: {message}',
    'Not used: {name}.': 'Nicht verwendet: {name}.',
    'Saved 1 row to {file}': '1 Zeile gespeichert in {file}',
    'Saved {count} rows to {file}': '{count} Zeilen gespeichert in {file}',
    'The gate is not installed: tollgate gate install':
      'Die Schranke ist nicht eingerichtet: tollgate gate install',
    'The next reset is not known': 'Der nächste Reset ist nicht bekannt',
    'That time has passed': 'Diese Zeit ist vorbei',
    '{name}: {why}; name a time: --until 15:00':
      '{name}: {why}; nennen Sie eine Zeit: --until 15:00',
    '{name}: its reset is not known; name a time: --until 15:00':
      '{name}: Der Reset ist nicht bekannt; nennen Sie eine Zeit: --until 15:00',
    '{name}: that time is over.': '{name}: Diese Zeit ist vorbei.',
    'The ledger cannot be believed from entry {entry} on: {why}.':
      'Dem Kontobuch ist ab Eintrag {entry} nicht zu trauen: {why}.',
    'This entry cannot be taken back.': 'Dieser Eintrag lässt sich nicht zurücknehmen.',
    'There is no answer that still holds.': 'Es gibt keine Antwort, die noch gilt.',
    'There is no database to copy yet.': 'Es gibt noch keine Datenbank zu kopieren.',
    'There are no copies.': 'Es gibt keine Kopien.',
    'There is no copy “{which}”.': 'Es gibt keine Kopie „{which}“.',
    'There is no such stopped session.': 'Diese gestoppte Sitzung gibt es nicht.',
    'To do it by hand, write this into the file:': 'Von Hand: Schreiben Sie dies in die Datei:',
    'Tollgate failed: {reason}': 'Tollgate ist gescheitert: {reason}',
    'Tollgate is running and keeps this database up to date; nothing to import.':
      'Tollgate läuft und hält diese Datenbank aktuell; nichts einzulesen.',
    'Tollgate is running. Quit it first; then nothing can come back.':
      'Tollgate läuft. Beenden Sie es zuerst, damit nichts wiederkommt.',
    'Tollgate’s own data were kept.': 'Die eigenen Daten von Tollgate wurden behalten.',
    '{file} may still name Tollgate': '{file} nennt Tollgate vielleicht noch',
    'starting at login ({file})': 'den Start beim Anmelden ({file})',
    'the gate’s hooks in {path}': 'die Hooks der Schranke in {path}',
    'the key of {name} in the system’s keychain':
      'den Schlüssel von {name} im Schlüsselbund des Systems',
    'the status line bridge in {path}': 'die Brücke der Statuszeile in {path}',
    'the usage history, the ledger, the settings and all copies of them, in {folder}':
      'den Verlauf, das Kontobuch, die Einstellungen und alle Kopien davon, in {folder}',
    '“tollgate keys forget {provider}” goes on without it where there is none.':
      '„tollgate keys forget {provider}“ macht ohne weiter, wo es keinen gibt.',
  };
  return { ...wrongWords, ...accounts, ...outcomes };
}
