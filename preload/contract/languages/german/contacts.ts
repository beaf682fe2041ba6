/** German of what goes wrong with agents' programs, providers and the keychain; it travels in English. */
import type { Translations } from '../say.ts';

/** A function, so that nobody pays for a language that is not spoken. */
export function germanContacts(): Translations {
  const sources: Translations = {
    '{source}: {message}': '{source}: {message}',
    'Claude Code answered in a form that Tollgate does not know.':
      'Claude Code hat in einer Form geantwortet, die Tollgate nicht kennt.',
    'Claude Code answered without figures: it did not reach its provider, or CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC forbids it to ask.':
      'Claude Code hat ohne Zahlen geantwortet: Es hat seinen Anbieter nicht erreicht, oder CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC verbietet die Nachfrage.',
    'Claude Code is not signed in with a subscription here, so it reports no plan.':
      'Claude Code ist hier nicht mit einem Abo angemeldet und meldet daher keinen Plan.',
    'Claude Code states its sign-in in a form that Tollgate does not know.':
      'Claude Code nennt seine Anmeldung in einer Form, die Tollgate nicht kennt.',
    'Codex answered in a form that Tollgate does not know.':
      'Codex hat in einer Form geantwortet, die Tollgate nicht kennt.',
    'Codex could not read its limits (error {code}).':
      'Codex konnte seine Limits nicht lesen (Fehler {code}).',
    'Codex is not signed in with a ChatGPT plan here, so it reports no limits.':
      'Codex ist hier nicht mit einem ChatGPT-Plan angemeldet und meldet daher keine Limits.',
    'It was asked a moment ago, and is not asked again so soon.':
      'Es wurde gerade erst gefragt und wird nicht so bald wieder gefragt.',
    'This source is switched off.': 'Diese Quelle ist ausgeschaltet.',
    'There is no folder of this agent to ask about.':
      'Es gibt keinen Ordner dieses Agenten, nach dem gefragt werden kann.',
    'No temporary folder could be made ({code}).':
      'Ein temporärer Ordner konnte nicht angelegt werden ({code}).',
    'The program could not be asked ({reason}).':
      'Das Programm konnte nicht gefragt werden ({reason}).',
    'The program ended by a signal without an answer.':
      'Das Programm wurde durch ein Signal beendet, ohne Antwort.',
    'The program ended with exit code {code} without an answer.':
      'Das Programm endete mit Code {code}, ohne Antwort.',
    'The program is not there.': 'Das Programm ist nicht da.',
    'The program “{name}” was not found on the search path or where it is usually installed.':
      'Das Programm „{name}“ wurde weder im Suchpfad noch an den üblichen Orten gefunden.',
    'The system does not start the program ({code}).':
      'Das System startet das Programm nicht ({code}).',
    'Tollgate is quitting.': 'Tollgate wird beendet.',
    'The folder of the status line readings cannot be read.':
      'Der Ordner mit den Messwerten der Statuszeile ist nicht lesbar.',
    'The status line reading cannot be read ({code}).':
      'Der Messwert der Statuszeile ist nicht lesbar ({code}).',
    'The status line reading is not of a known form.':
      'Der Messwert der Statuszeile hat keine bekannte Form.',
    'The status line reading is not valid JSON.':
      'Der Messwert der Statuszeile ist kein gültiges JSON.',
    'The status line reading is too long.': 'Der Messwert der Statuszeile ist zu lang.',
    'Telemetry cannot be received: {message}': 'Telemetrie kann nicht empfangen werden: {message}',
    'Its token cannot be kept ({reason}).': 'Ihr Token lässt sich nicht aufbewahren ({reason}).',
    'No port could be opened ({code}).': 'Es konnte kein Port geöffnet werden ({code}).',
    'Port {port} is used by another program.':
      'Port {port} wird von einem anderen Programm benutzt.',
  };

  const providers: Translations = {
    '{name} is switched off.': '{name} ist ausgeschaltet.',
    'A poll is going on.': 'Eine Abfrage läuft.',
    'After a failure, or because the provider asked for it, Tollgate waits.':
      'Nach einem Fehler, oder weil der Anbieter darum bat, wartet Tollgate.',
    'Another Tollgate is running, which polls by itself.':
      'Ein anderes Tollgate läuft und fragt selbst ab.',
    'There is no key for {name}.': 'Es gibt keinen Schlüssel für {name}.',
    'The last poll was less than a minute ago.':
      'Die letzte Abfrage war vor weniger als einer Minute.',
    'Nobody was asked: {host} is contacted only while {name} is switched on.':
      'Niemand wurde gefragt: {host} wird nur kontaktiert, solange {name} eingeschaltet ist.',
    'Check the connection; Tollgate tries again by itself, less and less often.':
      'Prüfen Sie die Verbindung; Tollgate versucht es selbst wieder, immer seltener.',
    'Nothing is to be done: Tollgate waits as long as the provider asks.':
      'Es ist nichts zu tun: Tollgate wartet so lange, wie der Anbieter verlangt.',
    'Save a key that is allowed to read usage and cost, made by an administrator.':
      'Speichern Sie einen Schlüssel, der Nutzung und Kosten lesen darf, von einem Administrator erstellt.',
    'When the keychain answers again, poll once by hand, or save the key again.':
      'Wenn der Schlüsselbund wieder antwortet, fragen Sie einmal von Hand ab oder speichern den Schlüssel neu.',
    'The provider asks to be polled less often.': 'Der Anbieter bittet um seltenere Abfragen.',
    'The provider does not give this report (HTTP {status}).':
      'Der Anbieter gibt diesen Bericht nicht heraus (HTTP {status}).',
    'The provider has a fault (HTTP {status}).': 'Der Anbieter hat eine Störung (HTTP {status}).',
    'The provider has no such report.': 'Der Anbieter hat diesen Bericht nicht.',
    'The provider refuses the key.': 'Der Anbieter lehnt den Schlüssel ab.',
    'The key may not read this report.': 'Der Schlüssel darf diesen Bericht nicht lesen.',
    '{sentence} It says: “{quote}”': '{sentence} Er sagt: „{quote}“',
    'The answer is no JSON, or was cut off.': 'Die Antwort ist kein JSON oder wurde abgeschnitten.',
    'The report has a shape that is not known.': 'Der Bericht hat eine unbekannte Form.',
    'The report holds days that nobody asked for.':
      'Der Bericht enthält Tage, nach denen niemand gefragt hat.',
    'The report’s pages do not end.': 'Die Seiten des Berichts enden nicht.',
    'The request could not be made.': 'Die Anfrage konnte nicht gestellt werden.',
    'The answer of {host} was cut off.': 'Die Antwort von {host} wurde abgeschnitten.',
    'The certificate of {host} is not trusted ({code}).':
      'Dem Zertifikat von {host} wird nicht vertraut ({code}).',
    '{host} answered with something else than JSON.': '{host} hat etwas anderes als JSON gesendet.',
    '{host} could not be reached ({code}).': '{host} war nicht erreichbar ({code}).',
    '{host} did not answer within {seconds} s.': '{host} hat binnen {seconds} s nicht geantwortet.',
    '{host} is not among the hosts that may be contacted.':
      '{host} gehört nicht zu den Hosts, die kontaktiert werden dürfen.',
    '{host} points to another address, which is not followed.':
      '{host} verweist auf eine andere Adresse, der nicht gefolgt wird.',
    '{host} sent a compressed answer, which was not asked for.':
      '{host} hat eine komprimierte Antwort gesendet, die nicht verlangt war.',
    '{host} sent more than any report is long.':
      '{host} hat mehr gesendet, als ein Bericht lang ist.',
  };

  const keys: Translations = {
    'This is no key: it is too short, or has blanks or signs that no key has.':
      'Das ist kein Schlüssel: Er ist zu kurz oder enthält Leerzeichen oder Zeichen, die kein Schlüssel hat.',
    'Paste {keyWords}, whole and alone; such a key begins with {keyBegins}.':
      'Fügen Sie {keyWords} ein, ganz und allein; ein solcher Schlüssel beginnt mit {keyBegins}.',
    'The key is kept in memory only, until Tollgate quits.':
      'Der Schlüssel bleibt nur im Arbeitsspeicher, bis Tollgate beendet wird.',
    'Tollgate has forgotten the key; an entry may be left in the keychain that is not there now.':
      'Tollgate hat den Schlüssel vergessen; im Schlüsselbund, der gerade nicht da ist, kann ein Eintrag übrig sein.',
    'When the keychain is back, look there for entries of “Tollgate”.':
      'Wenn der Schlüsselbund wieder da ist, suchen Sie dort nach Einträgen von „Tollgate“.',
    'Mend this first, then try again.': 'Beheben Sie das zuerst und versuchen Sie es dann erneut.',
    'Tollgate is quitting, or this program keeps no keys.':
      'Tollgate wird beendet, oder dieses Programm verwahrt keine Schlüssel.',
    'Try again in the running app.': 'Versuchen Sie es in der laufenden App.',
    'This session has no keychain.': 'Diese Sitzung hat keinen Schlüsselbund.',
    'Start one (on Linux: GNOME Keyring or KWallet with its Secret Service), then save the key again.':
      'Starten Sie einen (unter Linux: GNOME Keyring oder KWallet mit Secret Service) und speichern Sie den Schlüssel neu.',
    'The keychain is locked.': 'Der Schlüsselbund ist gesperrt.',
    'Unlock it in the system’s own keychain program, then try again.':
      'Entsperren Sie ihn im Schlüsselbund-Programm des Systems und versuchen Sie es erneut.',
    'The keychain refused, or its question was closed.':
      'Der Schlüsselbund hat abgelehnt, oder seine Rückfrage wurde geschlossen.',
    'Try again and allow Tollgate when the system asks.':
      'Versuchen Sie es erneut und erlauben Sie es Tollgate, wenn das System fragt.',
    'The keychain did not answer within 3 seconds.':
      'Der Schlüsselbund hat binnen 3 Sekunden nicht geantwortet.',
    'It may be waiting for you: look for its password prompt, answer it, then try again.':
      'Vielleicht wartet er auf Sie: Suchen Sie seine Passwortabfrage, beantworten Sie sie und versuchen Sie es erneut.',
    'What the keychain gave back is not the key that was saved.':
      'Was der Schlüsselbund zurückgab, ist nicht der gespeicherte Schlüssel.',
    'Save the key again.': 'Speichern Sie den Schlüssel neu.',
    'The key is longer than {count} characters, which is more than a keychain takes.':
      'Der Schlüssel ist länger als {count} Zeichen, mehr als ein Schlüsselbund aufnimmt.',
    'Check what was copied; keys are much shorter.':
      'Prüfen Sie, was kopiert wurde; Schlüssel sind viel kürzer.',
    'The key is no longer in the keychain.': 'Der Schlüssel ist nicht mehr im Schlüsselbund.',
    'The keychain failed for a reason that it did not explain.':
      'Der Schlüsselbund ist aus einem Grund gescheitert, den er nicht nannte.',
    'Try again; restarting the system’s keychain may help.':
      'Versuchen Sie es erneut; ein Neustart des Schlüsselbunds kann helfen.',
  };
  return { ...sources, ...providers, ...keys };
}
