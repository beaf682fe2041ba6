/**
 * Answers to the question about one model's own limit, and what lifts them: who goes on with Opus until its week ends has
 * not agreed to pay for Sonnet. Which requests they are about says `concernsModel`. Pure.
 */
/** An answer as far as its model matters. */
export type Word = {
  readonly kind: 'continue' | 'stop';
  /** The model whose limit was asked about, as the provider names it; null: a limit of all models, or an order. */
  readonly modelName: string | null;
  /** Said in the tray or in the terminal, without being asked. */
  readonly isOrder: boolean;
};

/** The model that a stop is about alone; null: it is about all of them, or no stop. */
export function stoppedModel({ kind, modelName }: Pick<Word, 'kind' | 'modelName'>): string | null {
  return kind === 'stop' ? modelName : null;
}

/** Whether a stop of one model outlives a consent: who goes on at another limit has not spoken of this one. */
export function outlives(stop: Word, consent: Word): boolean {
  const stopped = stoppedModel(stop);
  const isElsewhere = consent.modelName !== stopped && !consent.isOrder;
  return stopped !== null && consent.kind === 'continue' && isElsewhere;
}
