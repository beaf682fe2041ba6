/** Reading the few lines of a JSONL log that matter, without parsing the rest. */
import { isUtf8 } from 'node:buffer';
import type { FileParser, ParseSink } from './agent.ts';
import { asObject, type JsonObject } from './fields.ts';
import { createSearch } from './search.ts';

/**
 * The `line` of a parser: lines that hold none of the marks are passed over unread, the others are handed on.
 * What is no UTF-8 or no object is refused, once a line.
 */
export function createMarkedLines(
  marks: readonly string[],
  sink: ParseSink,
  read: (line: JsonObject) => void,
): FileParser['line'] {
  const searches = marks.map((mark) => createSearch(Buffer.from(mark)));
  return (bytes, from, until) => {
    const isMarked = searches.some((search) => {
      const at = search(bytes, from);
      return at >= 0 && at < until;
    });
    if (!isMarked) return;
    if (!isUtf8(bytes.subarray(from, until))) return sink.refuse('not-utf8');
    const line = parseObject(bytes.toString('utf8', from, until));
    if (line === null) sink.refuse('not-json');
    else read(line);
  };
}

function parseObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}
