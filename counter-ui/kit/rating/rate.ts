import { type Ref, ref, watch } from 'vue';
import { ApiError, api, newCommandId } from '../../../server/client/api.ts';
import type { RatingLevel, RatingReason } from '../../../server/contract/rating.ts';
import { isPoor } from '../../../server/contract/rating-levels.ts';

/** `ask`: the faces; `why`: a poor face was tapped and may be explained; `thanks`: it is recorded. */
export type RatingStage = 'ask' | 'why' | 'sending' | 'thanks' | 'failed' | 'closed';

export interface RatingDesk {
  stage: Ref<RatingStage>;
  level: Ref<RatingLevel | null>;
  reasons: Ref<RatingReason[]>;
  phone: Ref<string>;
  /** One tap sends; a poor face first offers to say why. */
  choose(level: RatingLevel): void;
  toggle(reason: RatingReason): void;
  send(): Promise<void>;
  reset(): void;
}

/** One visitor's rating with the token of the moment; a new token is a new visitor and begins at the faces. */
export function useRating(token: () => string | null): RatingDesk {
  const stage = ref<RatingStage>('ask');
  const level = ref<RatingLevel | null>(null);
  const reasons = ref<RatingReason[]>([]);
  const phone = ref('');
  let commandId = newCommandId();
  /** The token that the tap belongs to, whatever the screen is told meanwhile. */
  let held: string | null = null;

  function reset(): void {
    stage.value = 'ask';
    level.value = null;
    reasons.value = [];
    phone.value = '';
    held = null;
    commandId = newCommandId();
  }
  watch(token, (now) => {
    if (now !== null && now !== held && stage.value !== 'sending') reset();
  });

  function choose(chosen: RatingLevel): void {
    if (stage.value !== 'ask' && stage.value !== 'failed') return;
    held = token();
    if (held === null) return;
    if (level.value !== chosen) commandId = newCommandId();
    level.value = chosen;
    if (isPoor(chosen)) stage.value = 'why';
    else void send();
  }

  function toggle(reason: RatingReason): void {
    const chosen = reasons.value.includes(reason);
    reasons.value = chosen ? reasons.value.filter((each) => each !== reason) : [...reasons.value, reason];
  }

  async function send(): Promise<void> {
    const chosen = level.value;
    if (held === null || chosen === null || stage.value === 'sending' || stage.value === 'thanks') return;
    stage.value = 'sending';
    const number = phone.value.trim();
    const poor = isPoor(chosen) ? { reasons: reasons.value, ...(number === '' ? {} : { phone: number }) } : {};
    try {
      await api.rate({ commandId, token: held, level: chosen, ...poor });
      stage.value = 'thanks';
    } catch (error) {
      stage.value = error instanceof ApiError && error.status === 409 ? 'closed' : 'failed';
    }
  }
  return { stage, level, reasons, phone, choose, toggle, send, reset };
}

/** Whether a telephone number can be one; an empty field is fine. */
export function isPhone(text: string): boolean {
  const trimmed = text.trim();
  return trimmed === '' || /^[0-9+][0-9 +-]{4,29}$/.test(trimmed);
}
