/** JSON with its numbers as the texts that stood there: a float would change amounts of money. */

/** A text, or a number; in this order, so that digits within a text stay. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** @returns the value with every number as its text; null when it is not JSON */
export function parseExactJson(text: string): unknown {
  try {
    // Judged first: replacing could make JSON of what is none.
    JSON.parse(text);
    return JSON.parse(text.replace(TOKEN, (token) => (token[0] === '"' ? token : `"${token}"`)));
  } catch {
    return null;
  }
}
