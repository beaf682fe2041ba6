/** German of problems, refusals and errors, which travel in English. */
import type { Translations } from '../say.ts';

const settings: Translations = {
  '“{typed}” does not fit; it takes {allowed}.': '„{typed}“ passt nicht; erlaubt ist: {allowed}.',
  'takes {allowed}': 'erlaubt ist: {allowed}',
  'is a group of settings, not a value': 'ist eine Gruppe von Einstellungen, kein Wert',
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
  '“{text}” is not an amount like $12.50.': '„{text}“ ist kein Betrag wie $12.50.',
  '“{text}” names two currencies.': '„{text}“ nennt zwei Währungen.',
  '“{text}” {why}': '„{text}“ {why}',
  '“{text}” is too large an amount.': '„{text}“ ist ein zu großer Betrag.',
  '“{text}” is in {currency}; this amount must be in US dollars, as $12.50.':
    '„{text}“ ist in {currency}; dieser Betrag muss in US-Dollar sein, etwa $12.50.',
  'can be read in two ways; write {one} or {other}.':
    'lässt sich auf zwei Arten lesen; schreiben Sie {one} oder {other}.',
  'ends with a mark instead of digits.': 'endet mit einem Zeichen statt mit Ziffern.',
  'has more than {count} decimals.': 'hat mehr als {count} Nachkommastellen.',
  'is not grouped in thousands; write it as $1234.50.':
    'ist nicht in Tausender gegliedert; schreiben Sie $1234.50.',
};

export const germanMessages: Translations = { ...settings, ...amounts };
