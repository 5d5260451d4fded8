import { ApiError } from '../../server/client/api.ts';
import { staffTexts } from '../../server/contract/texts/counter.ts';
import { refusalTexts } from '../../server/contract/texts/refusals.ts';
import { language, t } from './text.ts';

/** What to tell a member of staff about a failed request, in the language of the screen. */
export function problemWords(error: unknown): string {
  if (!(error instanceof ApiError)) return t(refusalTexts['internal-error']);
  if (error.problem !== null) return language.value === 'zh' ? error.problem.detail : error.problem.title;
  return error.code === 'unreachable' ? t(staffTexts.unreachable) : t(refusalTexts['internal-error']);
}
