/** German of `tollgate help`. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanHelp(): Translations {
  return {
    'Usage: tollgate <command> [options]': 'Aufruf: tollgate <Befehl> [Optionen]',
    'what is left of the plan, now': 'was vom Plan noch übrig ist',
    "read the agents' session files into the database":
      'liest die Sitzungsdateien der Agenten in die Datenbank ein',
    'as a file for other programs   [--format csv|json] [--out FILE]':
      'als Datei für andere Programme   [--format csv|json] [--out FILE]',
    'where everything is, and what is wrong': 'wo alles liegt und was nicht stimmt',
    "asks an agent's own program for plan use now, where that is\nswitched on; doctor names the sources":
      'fragt das Programm eines Agenten jetzt nach der Plannutzung, wo das\neingeschaltet ist; doctor nennt die Quellen',
    'what Tollgate has told you, and what it could not show':
      'was Tollgate gemeldet hat und was es nicht zeigen konnte',
    'your answers at the boundary, and what became of them':
      'Ihre Antworten an der Grenze und was daraus wurde',
    'takes the latest answer that still holds back':
      'nimmt die letzte Antwort zurück, die noch gilt',
    'the sessions that the gate held, each with the line to go on':
      'angehaltene Sitzungen, jede mit der Zeile zum Weitermachen',
    'takes them off that list': 'nimmt sie von dieser Liste',
    'what is set, and what each setting takes   [--json]':
      'was gesetzt ist und was jede Einstellung nimmt   [--json]',
    'changes one; also while the app runs': 'ändert eine; auch während die App läuft',
    'profiles of accounts; General is what all others follow':
      'Profile von Konten; General ist, was für alle anderen gilt',
    'the default again': 'wieder der Standard',
    'takes the latest change back, up to 20': 'nimmt die letzte Änderung zurück, bis zu 20',
    'the price table with its sources, and your own prices':
      'die Preistabelle mit ihren Quellen und Ihre eigenen Preise',
    'INPUT/OUTPUT in dollars per million tokens, the cache as in the\ntable; or with /CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ':
      'INPUT/OUTPUT in Dollar je Million Token, der Cache wie in der\nTabelle; oder mit /CACHE WRITE/CACHE WRITE FOR AN HOUR/CACHE READ',
    "the table's price again; settings undo works too":
      'wieder der Preis der Tabelle; settings undo geht auch',
    'hold agents back before paid requests': 'hält Agenten vor bezahlten Anfragen an',
    'whether a script may go on, as an exit code':
      'ob ein Skript weitermachen darf, als Rückgabewert',
    'balance, spend, limits and what binds   [--json] [--account A]':
      'Guthaben, Ausgaben, Limits und was gilt   [--json] [--account A]',
    'the balance is now (or --at "YYYY-MM-DD HH:MM") this':
      'so hoch ist das Guthaben jetzt (oder --at "YYYY-MM-DD HH:MM")',
    'bought this; --price P where it cost something else, --at TIME':
      'so viel gekauft; --price P, wo es anderes kostete, --at TIME',
    'takes the latest of these back, by another entry':
      'nimmt den letzten davon durch einen weiteren Eintrag zurück',
    'all entries; whether they can be believed': 'alle Einträge; ob ihnen zu trauen ist',
    "ours beside the provider's  [--month YYYY-MM]":
      'unsere Zahlen neben denen des Anbieters  [--month YYYY-MM]',
    'shows what would close the difference; --yes appends it':
      'zeigt, was die Differenz ausgleicht; --yes trägt es ein',
    'what 10 dollars (or AMOUNT) buy, by your own use':
      'was Sie für 10 Dollar (oder AMOUNT) bekommen, nach Ihrer Nutzung',
    'the provider has stopped you: until the reset, or --until':
      'der Anbieter hat Sie gestoppt: bis zum Reset oder --until',
    'what you said so; takes it back   [--agent ID] [--json]':
      'was Sie so angegeben haben; nimmt es zurück   [--agent ID] [--json]',
    'which keys of organisation accounts are saved   [--json]':
      'welche Schlüssel von Organisationskonten gespeichert sind   [--json]',
    'the key is asked for, or read from standard input':
      'der Schlüssel wird erfragt oder von der Standardeingabe gelesen',
    'all of this, or the lines of one command': 'all das, oder die Zeilen eines Befehls',
    'also --version, -v': 'auch --version, -v',
    'organisation accounts: use, cost, hosts contacted   [--json]':
      'Organisationskonten: Nutzung, Kosten, kontaktierte Hosts   [--json]',
    'asks them now, where that is switched on': 'fragt sie jetzt ab, wo das eingeschaltet ist',
    'copies the database now; the app keeps one a day, for a week':
      'kopiert die Datenbank jetzt; die App behält eine am Tag, eine Woche lang',
    'puts a copy (the latest) in the place of the database':
      'setzt eine Kopie (die letzte) an die Stelle der Datenbank',
    'hooks, bridge, login entry, keys and data; shows first what would go':
      'Hooks, Brücke, Anmeldeeintrag, Schlüssel und Daten; zeigt zuerst, was wegfiele',
    'Days are local and inclusive. Figures marked “estimated” come from local session files.':
      'Tage sind örtlich und einschließlich. Als „geschätzt“ bezeichnete Zahlen stammen aus lokalen Sitzungsdateien.',
    'Exit codes: 0 ok, 1 at the boundary or a broken ledger, 64 wrong usage, 69 no data,':
      'Rückgabewerte: 0 in Ordnung, 1 an der Grenze oder Kontobuch beschädigt, 64 falscher Aufruf,',
    '70 Tollgate failed, 75 database busy.':
      '69 keine Daten, 70 Tollgate gescheitert, 75 Datenbank belegt.',
    "Data folder: TOLLGATE_DATA_DIR, else the app's own.":
      'Datenordner: TOLLGATE_DATA_DIR, sonst der der App.',
  };
}
