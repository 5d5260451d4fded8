import { type Static, Type } from 'typebox';
import { Post } from './post.ts';

/** Local date, `2026-11-23`. */
const LocalDate = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });

/** What a supervisor proposes of one post; whatever is left out stays as it is in force. */
export const PostDraft = Type.Object(
  {
    counter: Post.properties.counter,
    a: Type.Optional(Post.properties.a),
    b: Type.Optional(Post.properties.b),
    services: Type.Optional(Post.properties.services),
    qualified: Type.Optional(Post.properties.qualified),
    help: Type.Optional(Post.properties.help),
    excluded: Type.Optional(Type.Union([Type.String({ minLength: 1, maxLength: 200 }), Type.Null()])),
  },
  { additionalProperties: false },
);
export type PostDraft = Static<typeof PostDraft>;

/** From when to when posts are to be so; without `until` for good. Both days count. */
export const PostTerm = { from: LocalDate, until: Type.Union([LocalDate, Type.Null()]) };

/** 岗位变更: proposed by one person, approved or rejected by another. */
export const PostChange = Type.Object(
  {
    id: Type.String(),
    posts: Type.Array(Post, { minItems: 1, maxItems: 200 }),
    ...PostTerm,
    reason: Type.String(),
    status: Type.Union([Type.Literal('proposed'), Type.Literal('approved'), Type.Literal('rejected')]),
    proposedBy: Type.String(),
    proposedAt: Type.String({ format: 'date-time' }),
    decidedBy: Type.Union([Type.String(), Type.Null()]),
    decidedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    /** Why it was rejected, or null. */
    rejection: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type PostChange = Static<typeof PostChange>;

/** A change as it is listed, with the names of everybody it speaks of, by staff id. */
export const NamedPostChange = Type.Object(
  { ...PostChange.properties, names: Type.Record(Type.String(), Type.String()) },
  { additionalProperties: false },
);
export type NamedPostChange = Static<typeof NamedPostChange>;

/** Commands about the posts themselves; their record is the stream `posts`. */
export type PostChangeCommand =
  | { type: 'propose-posts'; drafts: PostDraft[]; from: string; until: string | null; reason: string }
  | { type: 'approve-posts'; id: string }
  | { type: 'reject-posts'; id: string; reason: string };

export type PostChangeEvent =
  | { type: 'PostProposed'; id: string; posts: Post[]; from: string; until: string | null; reason: string }
  | { type: 'PostApproved'; id: string }
  | { type: 'PostRejected'; id: string; reason: string };
