/** Asks main and keeps what it answered last, so that a page never goes blank between two answers. */
import { useEffect, useState } from 'react';
import type { Outcome } from '../../preload/contract/channels.ts';
import { useReview } from './reviewStore.ts';

export type Answer<T> = {
  /** The latest answer; it stays while the next is under way. */
  readonly value: T | null;
  readonly failure: string | null;
  readonly isAsking: boolean;
};

/**
 * Asks again whenever `question` changes, and when figures are to be written in another way (hidden amounts,
 * another language or zone); an answer that was overtaken is dropped.
 * @param question everything that is asked for, as text
 */
export function useAnswer<T>(
  question: string,
  ask: () => Promise<Outcome<T>>,
  noAnswer: string,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T> & { readonly key: string | null }>({
    key: null,
    value: null,
    failure: null,
    isAsking: true,
  });
  const writing = useReview(
    ({ snapshot }) => snapshot && `${snapshot.locale} ${snapshot.timeZone}`,
  );
  const key = `${writing} ${question}`;
  useEffect(() => {
    let isCurrent = true;
    const take = (outcome: Outcome<T>) => {
      if (!isCurrent) return;
      setAnswer((last) =>
        outcome.ok
          ? { key, value: outcome.value, failure: null, isAsking: false }
          : { key, value: last.value, failure: outcome.message, isAsking: false },
      );
    };
    ask()
      .then(take)
      .catch(() => take({ ok: false, message: noAnswer }));
    return () => {
      isCurrent = false;
    };
    // The question is told apart by its key; a new function each time is the same question.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return { ...answer, isAsking: answer.key !== key };
}
