/** Cuts a stream of text into lines; a half line waits for its rest. */
export function createLineSplitter(): { take(chunk: string): string[] } {
  let rest = '';
  return {
    /** The lines that this chunk completes, without their ends; empty ones are left out. */
    take(chunk) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      return lines.map((line) => line.replace(/\r$/, '')).filter((line) => line !== '');
    },
  };
}
