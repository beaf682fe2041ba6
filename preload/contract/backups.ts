/** Copies of the database, as the Settings page shows them. */
export type BackupView = {
  /** `tollgate-2026-11-22.db` */
  readonly name: string;
  /** Local day on which it was made, YYYY-MM-DD; one a day. */
  readonly day: string;
  /** Made just before detail was removed. */
  readonly isBeforeRemoval: boolean;
  readonly bytes: number;
};

/** What became of putting a copy back: the name under which the former database is kept; null: there was none. */
export type Restored = { readonly former: string | null };
