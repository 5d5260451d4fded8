import type { Briefing, Leave, LeaveDetail, LeaveReason, LeaveVerb } from '../contract/leave.ts';
import type { HalfDay } from '../contract/leave-events.ts';
import type { PairingAdvice, PairingHelp, PairingReach } from '../contract/pairing.ts';
import type { AwayReason, Post, Presence } from '../contract/post.ts';
import type { NamedPostChange, PostChange, PostDraft } from '../contract/post-change.ts';
import { command, request } from './api.ts';

export interface AskLeaveBody {
  staff?: string;
  reason: LeaveReason;
  first: HalfDay;
  last: HalfDay;
  third?: string;
  unplanned?: boolean;
}

const leave = (id: string) => `/api/leaves/${encodeURIComponent(id)}`;

/** Typed calls of posts, presence, leaves and handovers. Every one may throw `ApiError`. */
export const coverApi = {
  posts: () => request<(Post & { single: string[] })[]>('GET', '/api/posts'),
  goAway: (reason: AwayReason, until: string | null) =>
    command<Presence>('/api/presence/away', until === null ? { reason } : { reason, until }),
  comeBack: () => command<Presence>('/api/presence/back', {}),
  changes: () => request<NamedPostChange[]>('GET', '/api/posts/changes'),
  proposePosts: (posts: PostDraft[], from: string, reason: string) =>
    command<PostChange>('/api/posts/changes', { posts, from, reason }),
  advice: (within: PairingReach, two: boolean, help: PairingHelp) =>
    request<PairingAdvice>('GET', `/api/reports/pairing?within=${within}&two=${two}&help=${help}`),
  approve: (id: string) => command<PostChange>(`/api/posts/changes/${encodeURIComponent(id)}/approve`, {}),
  reject: (id: string, reason: string) =>
    command<PostChange>(`/api/posts/changes/${encodeURIComponent(id)}/reject`, { reason }),
  leaves: (from: string, until: string) => request<Leave[]>('GET', `/api/leaves?from=${from}&until=${until}`),
  leave: (id: string) => request<LeaveDetail>('GET', leave(id)),
  askLeave: (body: AskLeaveBody) => command<LeaveDetail>('/api/leaves', { ...body }),
  leaveVerb: (id: string, verb: LeaveVerb, body: Record<string, unknown> = {}) =>
    command<LeaveDetail>(`${leave(id)}/${verb}`, body),
  briefing: (id: string) => request<Briefing>('GET', `${leave(id)}/briefing`),
};
