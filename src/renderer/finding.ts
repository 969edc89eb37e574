import type { Analysis } from '../core/report/model.ts';

/** A finding as the analysis holds it, and the parts of it that components are about. */
export type Finding = Analysis['findings'][number];
export type Verdict = Finding['verdict'];
export type Evidence = Finding['evidence'][number];
export type Snippet = NonNullable<Evidence['snippet']>;
