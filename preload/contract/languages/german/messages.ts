/** German of problems, refusals and errors, which travel in English. */
import { germanCommands } from './commands.ts';
import { germanHelpChecks } from './helpChecks.ts';
import { germanContacts } from './contacts.ts';
import { germanDataMessages } from './data.ts';
import { germanOtelMessages } from './otel.ts';
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanMessages(): Translations {
  const settings: Translations = {
    '“{typed}” does not fit; it takes {allowed}.': '„{typed}“ passt nicht; erlaubt ist: {allowed}.',
    'takes {allowed}': 'erlaubt ist: {allowed}',
    'is a group of settings, not a value': 'ist eine Gruppe von Einstellungen, kein Wert',
    'General is what every account without a profile follows; it keeps its name and stays.':
      'Allgemein ist, was für jedes Konto ohne Profil gilt; es behält seinen Namen und bleibt.',
    'There is no profile “{name}”. The profiles are {known}.':
      'Es gibt kein Profil „{name}“. Die Profile sind {known}.',
    '“{name}” is no name for a profile: up to 40 letters, digits, blanks, - and _, and not General.':
      '„{name}“ ist kein Name für ein Profil: bis zu 40 Buchstaben, Ziffern, Leerzeichen, - und _, und nicht General.',
    'There is a profile “{name}” already.': 'Es gibt schon ein Profil „{name}“.',
    'there is no profile “{name}”': 'es gibt kein Profil „{name}“',
    'there is no such setting': 'diese Einstellung gibt es nicht',
    '“{name}” is a group of settings; set one of them.':
      '„{name}“ ist eine Gruppe von Einstellungen; setzen Sie eine davon.',
    '“{name}” takes {allowed}.': '„{name}“: erlaubt ist {allowed}.',
    'Name the setting that shall have its default again.':
      'Nennen Sie die Einstellung, die wieder ihren Standard haben soll.',
    '“{place}” is one value; there is nothing below it.':
      '„{place}“ ist ein einzelner Wert; darunter gibt es nichts.',
    '“{key}” does not fit below “{place}”; a name there has the form {form}.':
      '„{key}“ passt nicht unter „{place}“; ein Name dort hat die Form {form}.',
    'There is no setting “{name}”. The settings are {known}.':
      'Es gibt keine Einstellung „{name}“. Es gibt: {known}.',
    'There is no setting “{name}”. Below “{place}” there are {known}.':
      'Es gibt keine Einstellung „{name}“. Unter „{place}“ gibt es: {known}.',
    '“{text}” is not the name of a setting, such as gate.mode or accounts[KEY].plan.':
      '„{text}“ ist kein Name einer Einstellung wie gate.mode oder accounts[KEY].plan.',
  };

  const amounts: Translations = {
    '“{text}” is not an amount like 12.50.': '„{text}“ ist kein Betrag wie 12.50.',
    '“{text}” names two currencies.': '„{text}“ nennt zwei Währungen.',
    '“{text}” {why}': '„{text}“ {why}',
    '“{text}” is too large an amount.': '„{text}“ ist ein zu großer Betrag.',
    '“{text}” is in {currency}; this amount must be in US dollars, as 12.50.':
      '„{text}“ ist in {currency}; dieser Betrag muss in US-Dollar sein, etwa 12.50.',
    'can be read in two ways; write {first} or {second}.':
      'lässt sich auf zwei Arten lesen; schreiben Sie {first} oder {second}.',
    'ends with a mark instead of digits.': 'endet mit einem Zeichen statt mit Ziffern.',
    'has more than {count} decimals.': 'hat mehr als {count} Nachkommastellen.',
    'is not grouped in thousands; write it as 1234.50.':
      'ist nicht in Tausender gegliedert; schreiben Sie 1234.50.',
  };

  const reading: Translations = {
    '1 line of session files could not be read and is not counted.':
      '1 Zeile der Sitzungsdateien war nicht lesbar und ist nicht gezählt.',
    '{count} lines of session files could not be read and are not counted.':
      '{count} Zeilen der Sitzungsdateien waren nicht lesbar und sind nicht gezählt.',
    '1 more file cannot be read.': '1 weitere Datei ist nicht lesbar.',
    '1 more folder cannot be read.': '1 weiterer Ordner ist nicht lesbar.',
    '{count} more files cannot be read.': '{count} weitere Dateien sind nicht lesbar.',
    '{count} more folders cannot be read.': '{count} weitere Ordner sind nicht lesbar.',
    'A file with usage cannot be read ({code}).':
      'Eine Datei mit Nutzung ist nicht lesbar ({code}).',
    'A folder with usage cannot be read ({code}).':
      'Ein Ordner mit Nutzung ist nicht lesbar ({code}).',
    'An agent is writing its database just now. It is read again within a minute; what was counted stays.':
      'Ein Agent schreibt gerade seine Datenbank. Sie wird binnen einer Minute wieder gelesen; Gezähltes bleibt.',
    'An agent’s database could not be read. What was counted from it stays.':
      'Die Datenbank eines Agenten war nicht lesbar. Was daraus gezählt wurde, bleibt.',
    'An agent’s database has another shape than this Tollgate knows: it may be newer. What was counted from it stays.':
      'Die Datenbank eines Agenten hat eine Form, die dieses Tollgate nicht kennt: Sie ist vielleicht neuer. Was daraus gezählt wurde, bleibt.',
    'An agent’s database is damaged, or not a database. What was counted from it stays.':
      'Die Datenbank eines Agenten ist beschädigt oder keine Datenbank. Was daraus gezählt wurde, bleibt.',
    'No price is known for {models} and {more} more; cost figures leave this use out.':
      'Für {models} und {more} weitere ist kein Preis bekannt; Kosten enthalten diese Nutzung nicht.',
    'No price is known for {models}; cost figures leave this use out.':
      'Für {models} ist kein Preis bekannt; Kosten enthalten diese Nutzung nicht.',
    'Some saved settings are not used, and their defaults hold: {settings}.':
      'Einige gespeicherte Einstellungen gelten nicht, es gilt ihr Standard: {settings}.',
    'Some saved settings are not used, and their defaults hold: {settings}, and {more} more.':
      'Einige gespeicherte Einstellungen gelten nicht, es gilt ihr Standard: {settings} und {more} weitere.',
    'the saved settings cannot be read; the defaults hold':
      'die gespeicherten Einstellungen sind nicht lesbar; es gelten die Standards',
    'There is no change left to take back.': 'Es gibt keine Änderung mehr zurückzunehmen.',
    'The transcript is not on this machine any more. What was counted from it stays in the history.':
      'Das Sitzungsprotokoll ist nicht mehr auf diesem Computer. Was daraus gezählt wurde, bleibt im Verlauf.',
  };

  const agents: Translations = {
    'Amp has kept its threads on ampcode.com since May 2026. Only threads from before are read here; “amp usage” tells the balance.':
      'Amp führt seine Threads seit Mai 2026 auf ampcode.com. Hier werden nur ältere gelesen; „amp usage“ nennt das Guthaben.',
    'Its credits and what is left of the plan are on windsurf.com/subscription/usage.':
      'Credits und Rest des Plans stehen auf windsurf.com/subscription/usage.',
    'Its usage and what is left of the plan are on cursor.com/dashboard.':
      'Nutzung und Rest des Plans stehen auf cursor.com/dashboard.',
    'On a Claude account it draws on the same usage credits as your other Claude apps: it may explain spending that no session here does.':
      'Auf einem Claude-Konto nutzt es dieselben Credits wie Ihre anderen Claude-Apps: Das kann Ausgaben erklären, die keine Sitzung hier erklärt.',
    'Codex runs a hook only after you have trusted it: start codex, type /hooks, and trust the Tollgate hook.':
      'Codex führt einen Hook erst aus, wenn Sie ihm vertrauen: codex starten, /hooks eingeben, dem Tollgate-Hook vertrauen.',
  };

  const database: Translations = {
    'Another Tollgate is writing the database; this one only reads it.':
      'Ein anderes Tollgate schreibt die Datenbank; dieses liest sie nur.',
    'Another program is using Tollgate’s database.':
      'Ein anderes Programm benutzt die Datenbank von Tollgate.',
    'The database cannot be opened.': 'Die Datenbank lässt sich nicht öffnen.',
    'The database failed: {text}.': 'Die Datenbank meldet einen Fehler: {text}.',
    'Tollgate’s data cannot be kept in {file}: it is not a folder. Move it away, or name a folder in TOLLGATE_DATA_DIR.':
      'In {file} lassen sich keine Daten von Tollgate ablegen: Es ist kein Ordner. Verschieben Sie die Datei, oder nennen Sie in TOLLGATE_DATA_DIR einen Ordner.',
    'The folder {folder} cannot be made ({code}). TOLLGATE_DATA_DIR may name another one.':
      'Der Ordner {folder} lässt sich nicht anlegen ({code}). TOLLGATE_DATA_DIR kann einen anderen nennen.',
    'The database file is not Tollgate’s, or is damaged. “tollgate restore” brings back the latest copy.':
      'Die Datenbankdatei ist nicht von Tollgate oder ist beschädigt. „tollgate restore“ holt die letzte Kopie zurück.',
    'The database was written by a newer Tollgate (version {version}, this one knows {known}). Nothing in it was changed; install the newer Tollgate again.':
      'Die Datenbank stammt von einem neueren Tollgate (Version {version}, dieses kennt {known}). Nichts darin wurde geändert; installieren Sie das neuere Tollgate wieder.',
    'The disk is full, so new usage cannot be saved.':
      'Der Datenträger ist voll, neue Nutzung kann nicht gespeichert werden.',
    'The disk quota is used up, so new usage cannot be saved.':
      'Das Speicherkontingent ist erschöpft, neue Nutzung kann nicht gespeichert werden.',
    'The disk reports errors, so new usage cannot be saved.':
      'Der Datenträger meldet Fehler, neue Nutzung kann nicht gespeichert werden.',
    'Tollgate’s data folder cannot be written.':
      'Der Datenordner von Tollgate ist nicht beschreibbar.',
    'Tollgate’s data folder is on a read-only disk.':
      'Der Datenordner von Tollgate liegt auf einem schreibgeschützten Datenträger.',
    'Tollgate’s database cannot be opened for writing.':
      'Die Datenbank von Tollgate lässt sich nicht zum Schreiben öffnen.',
    'Tollgate’s database is damaged. “tollgate restore” brings back the latest copy.':
      'Die Datenbank von Tollgate ist beschädigt. „tollgate restore“ holt die letzte Kopie zurück.',
    'Tollgate is just creating its database. Try again in a moment.':
      'Tollgate legt seine Datenbank gerade an. Versuchen Sie es gleich noch einmal.',
    'The running Tollgate is of an older version. Quit it, then try again.':
      'Das laufende Tollgate hat eine ältere Version. Beenden Sie es und versuchen Sie es erneut.',
    'The copy is damaged. Nothing was changed.': 'Die Kopie ist beschädigt. Nichts wurde geändert.',
    'The copy was made by a newer Tollgate (version {version}, this one knows {known}).':
      'Die Kopie stammt von einem neueren Tollgate (Version {version}, dieses kennt {known}).',
    'Tollgate is running. Quit it first, then restore.':
      'Tollgate läuft. Beenden Sie es zuerst, dann wiederherstellen.',
    'The daily copy of the database could not be made: {message}':
      'Die tägliche Kopie der Datenbank ist misslungen: {message}',
    'There is no copy {name}.': 'Es gibt keine Kopie {name}.',
  };

  const files: Translations = {
    'A part of this path is not a folder: {place}':
      'Ein Teil dieses Pfads ist kein Ordner: {place}',
    'The disk is full at {place}': 'Der Datenträger ist voll: {place}',
    'The disk is read-only at {place}': 'Der Datenträger ist schreibgeschützt: {place}',
    'The disk quota is used up at {place}': 'Das Speicherkontingent ist erschöpft: {place}',
    'The system reports {code} at {place}': 'Das System meldet {code}: {place}',
    'The system reports {code}.': 'Das System meldet {code}.',
    'There is no such file or folder: {place}':
      'Diese Datei oder diesen Ordner gibt es nicht: {place}',
    'This is a folder, not a file: {place}': 'Das ist ein Ordner, keine Datei: {place}',
    'Tollgate has no permission for {place}': 'Tollgate hat keine Berechtigung für {place}',
    'Too many links at {place}': 'Zu viele Verknüpfungen: {place}',
    'This file is not UTF-8 text: {path}': 'Diese Datei ist kein UTF-8-Text: {path}',
    'Another program rewrote the file at the same moment. Please try again.':
      'Ein anderes Programm hat die Datei im selben Moment geschrieben. Bitte erneut versuchen.',
    'The file has changed since it was shown. Please look at the change again.':
      'Die Datei wurde seit der Anzeige geändert. Bitte sehen Sie sich die Änderung noch einmal an.',
    'There is a file of this name already that is not Tollgate’s.':
      'Es gibt schon eine Datei dieses Namens, die nicht von Tollgate ist.',
    'The settings file does not hold a JSON object.':
      'Die Einstellungsdatei enthält kein JSON-Objekt.',
    'The settings file is not valid JSON.': 'Die Einstellungsdatei ist kein gültiges JSON.',
    'The settings file names "hooks" more than once.':
      'Die Einstellungsdatei nennt „hooks“ mehr als einmal.',
    'The settings file names "statusLine" more than once.':
      'Die Einstellungsdatei nennt „statusLine“ mehr als einmal.',
    'The settings file names the hooks "{twice}" twice.':
      'Die Einstellungsdatei nennt die Hooks „{twice}“ zweimal.',
    'The "hooks" in the settings file are not an object.':
      'Die „hooks“ in der Einstellungsdatei sind kein Objekt.',
    'The "statusLine" in the settings file is not of the form type "command".':
      'Die „statusLine“ in der Einstellungsdatei hat nicht die Form type „command“.',
    'The hooks "{key}" are not a list.': 'Die Hooks „{key}“ sind keine Liste.',
    'The hooks cannot be read.': 'Die Hooks sind nicht lesbar.',
    'The picture could not be saved: {message}':
      'Das Bild konnte nicht gespeichert werden: {message}',
    'The window is gone.': 'Das Fenster ist nicht mehr da.',
    'The status file for other programs cannot be written: {failure}.':
      'Die Statusdatei für andere Programme ist nicht beschreibbar: {failure}.',
  };

  const gate: Translations = {
    'the gate is active': 'die Schranke ist aktiv',
    'the gate is not installed': 'die Schranke ist nicht eingerichtet',
    'the gate is installed, and was not needed yet':
      'die Schranke ist eingerichtet und wurde noch nicht gebraucht',
    'the gate is installed, but not trusted by the agent':
      'die Schranke ist eingerichtet, aber der Agent vertraut ihr nicht',
    'the gate is installed, but the agent does not run it':
      'die Schranke ist eingerichtet, aber der Agent führt sie nicht aus',
    'the gate is not active: another program took it out of the settings':
      'die Schranke ist nicht aktiv: Ein anderes Programm hat sie aus den Einstellungen entfernt',
    'the gate cannot be judged: the settings cannot be read':
      'die Schranke ist nicht zu beurteilen: Die Einstellungen sind nicht lesbar',
    'cannot be stopped here': 'kann hier nicht gestoppt werden',
    '{name}: {standing}.': '{name}: {standing}.',
    '{name}: the gate waits {installed} seconds for your answer, as it was installed, and not {set}. Install the gate again to let it wait longer.':
      '{name}: Die Schranke wartet {installed} Sekunden auf Ihre Antwort, wie sie eingerichtet ist, und nicht {set}. Richten Sie die Schranke neu ein, damit sie länger wartet.',
    'The gate is not installed.': 'Die Schranke ist nicht eingerichtet.',
    'The next reset is not known.': 'Der nächste Reset ist nicht bekannt.',
    'It holds, but it is not in the ledger: {message}':
      'Es gilt, steht aber nicht im Kontobuch: {message}',
    'The gate cannot be written ({reason}).': 'Die Schranke ist nicht beschreibbar ({reason}).',
    'The gate cannot be written ({reason}), so agents may not be held.':
      'Die Schranke ist nicht beschreibbar ({reason}), Agenten werden vielleicht nicht angehalten.',
    'What was allowed before a stop cannot be taken back ({reason}), so an agent may go on.':
      'Was vor einem Stopp erlaubt wurde, lässt sich nicht zurücknehmen ({reason}); ein Agent macht vielleicht weiter.',
    'This agent cannot be stopped here.': 'Dieser Agent kann hier nicht gestoppt werden.',
    'The lines to write by hand: tollgate gate install --dry-run':
      'Die Zeilen zum Eintragen von Hand: tollgate gate install --dry-run',
    'Strict mode needs version {since} of this agent or later; found: {found}.':
      'Der strenge Modus braucht mindestens Version {since} dieses Agenten; gefunden: {found}.',
    'The settings already run the gate of another folder or of another copy of Tollgate. Take it out first. It runs: {command}':
      'Die Einstellungen rufen schon die Schranke eines anderen Ordners oder einer anderen Kopie von Tollgate auf. Entfernen Sie diese zuerst. Aufgerufen wird: {command}',
    'The status line bridge is no longer in the agent’s settings.':
      'Die Brücke der Statuszeile steht nicht mehr in den Einstellungen des Agenten.',
    'The status line runs the bridge of another folder or of another copy of Tollgate. Put your own command back first. It runs: {command}':
      'Die Statuszeile ruft die Brücke eines anderen Ordners oder einer anderen Kopie von Tollgate auf. Setzen Sie zuerst Ihren eigenen Befehl wieder ein. Aufgerufen wird: {command}',
  };

  const answers: Translations = {
    stop: 'Stopp',
    'continue on credits': 'mit Credits weiter',
    'Answered already at {time}: {what} until {end}. That answer counts.':
      'Schon beantwortet ({time}): {what} bis {end}. Diese Antwort gilt.',
    'Answered already at {time}: {what}. That answer counts.':
      'Schon beantwortet ({time}): {what}. Diese Antwort gilt.',
    'The plan was reset at {time}, so there is nothing to answer any more.':
      'Der Plan wurde zurückgesetzt ({time}), es gibt nichts mehr zu beantworten.',
    'This question is not open.': 'Diese Frage ist nicht offen.',
    'There is no such answer.': 'Diese Antwort gibt es nicht.',
    'It has ended already.': 'Sie ist schon beendet.',
    'Your answer could not be saved, so it does not hold: {message}':
      'Ihre Antwort konnte nicht gespeichert werden und gilt nicht: {message}',
    'The answer could not be taken back: {message}':
      'Die Antwort konnte nicht zurückgenommen werden: {message}',
  };

  const money: Translations = {
    'That is too large an amount.': 'Dieser Betrag ist zu groß.',
    'What was bought is an amount above zero.': 'Gekauft wird ein Betrag über null.',
    'There is no entry of yours to take back.': 'Es gibt keinen Eintrag von Ihnen zurückzunehmen.',
    'There is no difference to close.': 'Es gibt keine Differenz auszugleichen.',
    'Something else was stated at the same instant. Try again.':
      'Zum selben Zeitpunkt wurde etwas anderes angegeben. Versuchen Sie es erneut.',
    'The money ledger cannot be believed from entry {entry} on ({why}); balances may be wrong.':
      'Dem Kontobuch ist ab Eintrag {entry} nicht zu trauen ({why}); Guthaben können falsch sein.',
    'it was altered': 'er wurde verändert',
    'it does not follow the entry before it': 'er folgt nicht auf den Eintrag davor',
    'it is missing': 'er fehlt',
    'it cannot be read': 'er ist nicht lesbar',
    'entries at the end are missing': 'Einträge am Ende fehlen',
  };

  const desktop: Translations = {
    'Tollgate’s engine stopped and is being started again: {reason}.':
      'Der Kern von Tollgate ist stehen geblieben und wird neu gestartet: {reason}.',
    'Nothing has been read since {time}: Tollgate waits for something that does not answer, such as a folder on a network drive. Until it goes on, figures stay as they were and answers are not saved.':
      'Seit {time} wurde nichts mehr gelesen: Tollgate wartet auf etwas, das nicht antwortet, etwa einen Ordner auf einem Netzlaufwerk. Bis es weitergeht, bleiben die Zahlen stehen und Antworten ungespeichert.',
    'Your answer is not saved yet, and does not hold before it is: Tollgate waits for something that does not answer.':
      'Ihre Antwort ist noch nicht gespeichert und gilt bis dahin nicht: Tollgate wartet auf etwas, das nicht antwortet.',
    'The gate is closed until {time}. Your answer is not in the ledger yet: Tollgate waits for something that does not answer.':
      'Die Schranke ist bis {time} geschlossen. Ihre Antwort steht noch nicht im Kontobuch: Tollgate wartet auf etwas, das nicht antwortet.',
    'What you chose may not be done yet: Tollgate waits for something that does not answer.':
      'Was Sie gewählt haben, ist vielleicht noch nicht geschehen: Tollgate wartet auf etwas, das nicht antwortet.',
    'Tollgate waits for something that does not answer.':
      'Tollgate wartet auf etwas, das nicht antwortet.',
    'it ended without a reason': 'er endete ohne Grund',
    'This desktop shows no tray icons, so Tollgate opened a window. On GNOME, the “AppIndicator and KStatusNotifierItem Support” extension brings them back.':
      'Dieser Desktop zeigt keine Symbole im Infobereich, deshalb hat Tollgate ein Fenster geöffnet. Unter GNOME bringt die Erweiterung „AppIndicator and KStatusNotifierItem Support“ sie zurück.',
    'The review ended before it answered. Try again.':
      'Die Auswertung endete vor ihrer Antwort. Versuchen Sie es erneut.',
    'The keys {shortcut} do not open the glance: the desktop or another program has them. Choose others in the settings.':
      'Die Tasten {shortcut} öffnen die Übersicht nicht: Der Desktop oder ein anderes Programm belegt sie. Wählen Sie in den Einstellungen andere.',
    'Whether Tollgate starts at login could not be changed: {why}.':
      'Ob Tollgate beim Anmelden startet, ließ sich nicht ändern: {why}.',
    'the path of the program holds a line break or the like':
      'der Pfad des Programms enthält einen Zeilenumbruch oder Ähnliches',
    '{file} is there already and was not made by Tollgate':
      '{file} gibt es schon und stammt nicht von Tollgate',
    'Looking for a new version did not work: {reason}':
      'Die Suche nach einer neuen Version ist misslungen: {reason}',
    'Tollgate cannot look for new versions: this copy does not come from a release.':
      'Tollgate kann nicht nach neuen Versionen suchen: Diese Kopie stammt nicht aus einer Veröffentlichung.',
    'Tollgate {version} is being downloaded and will be there after the next start.':
      'Tollgate {version} wird geladen und ist nach dem nächsten Start da.',
    'Tollgate {version} is out. Install it the way you installed this one.':
      'Tollgate {version} ist erschienen. Installieren Sie es so wie dieses.',
    'This system shows no notifications.': 'Dieses System zeigt keine Mitteilungen.',
    'Nothing on this desktop shows notifications.': 'Nichts auf diesem Desktop zeigt Mitteilungen.',
    'The desktop’s notification service does not answer.':
      'Der Mitteilungsdienst des Desktops antwortet nicht.',
    'The desktop’s notification service refused a notification.':
      'Der Mitteilungsdienst des Desktops hat eine Mitteilung abgelehnt.',
  };
  return {
    ...germanDataMessages(),
    ...settings,
    ...amounts,
    ...reading,
    ...agents,
    ...database,
    ...files,
    ...gate,
    ...answers,
    ...money,
    ...germanContacts(),
    ...germanOtelMessages(),
    ...germanCommands(),
    ...germanHelpChecks(),
    ...desktop,
  };
}
