/** The hash that the store signs and names with. */

/**
 * Of a text, in hexadecimal. The library comes with the first question: loading it takes a short command 4 ms, and few
 * commands ask.
 */
export function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').hash('sha256', text, 'hex');
}
