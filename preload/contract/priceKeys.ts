/** How own prices are named. Apart from their schema, so that pricing needs no library for it. */

const KEY = /^(?<model>[a-z0-9][a-z0-9._:/-]{0,119})(?:@(?<day>\d{4}-\d{2}-\d{2}))?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Model and first day (midnight UTC) of a key; a day of null: always. Null for what is no key. */
export function readPriceKey(key: string): { model: string; fromDay: string | null } | null {
  const { model, day } = KEY.exec(key)?.groups ?? {};
  if (model === undefined || (day !== undefined && !isDate(day))) return null;
  return { model, fromDay: day ?? null };
}

export function isPriceKey(key: string): boolean {
  return readPriceKey(key) !== null;
}

/** Whether a text of the shape of a day is one of the calendar. */
function isDate(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = (DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
  return date >= 1 && date <= last;
}
