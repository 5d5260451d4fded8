import type { CoverLine } from './post.ts';

/**
 * Who holds and covers the posts now, for all staff, and how often posts, leaves and dossiers have changed since the server
 * started: a place that shows more of them reads it anew when a number moves, and after each new connection.
 */
export interface CoverView {
  now: number;
  date: string;
  board: CoverLine[];
  posts: number;
  leaves: number;
  dossiers: number;
  /** Numbers of held tickets, which stand on handover lists. */
  held: string[];
}
