import { computed, type Ref, reactive, ref, shallowRef, watch } from 'vue';
import { coverApi } from '../../server/client/cover.ts';
import type { HallCard } from '../../server/contract/catalogue.ts';
import type { CounterConfig } from '../../server/contract/hall-file.ts';
import type { Help, Post } from '../../server/contract/post.ts';
import type { PostChange } from '../../server/contract/post-change.ts';
import { keepingPageTexts as texts } from '../../server/contract/texts/settings-pages.ts';
import { dateOf } from '../kit/clock.ts';
import { useHall } from '../kit/hall.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';
import { useCommand } from '../kit/use-command.ts';
import { useDraft } from './draft.ts';

export interface PostLine {
  counter: number;
  name: string;
  /** Null where the counter has no post yet. */
  a: string | null;
  b: string[];
  help: Help;
  /** False for a counter that was added and opens with the next day. */
  open: boolean;
  /** What is approved for a later day, if anything. */
  coming: (Post & { from: string }) | null;
}
interface PostEdit {
  a: string;
  b: string[];
  help: Help;
}

/** The posts in force and how somebody would have them; only what differs is proposed. */
export function usePosts() {
  const hall = useHall();
  const settings = useDraft();
  const lines = shallowRef<PostLine[]>([]);
  const drafts = ref<Record<number, PostEdit>>({});
  const waiting = ref(0);
  const problem = ref<string | null>(null);
  const form = reactive({ from: dateOf(Date.now(), hall.card?.timeZone), reason: '' });
  const changed = computed(() =>
    lines.value
      .filter(({ counter, a, b, help }) => {
        const draft = drafts.value[counter];
        if (draft === undefined || draft.a === '') return false;
        return draft.a !== a || draft.b.join() !== b.join() || draft.help !== help;
      })
      .map(({ counter }) => counter),
  );

  async function load(): Promise<void> {
    try {
      const [posts, changes] = await Promise.all([coverApi.posts(), coverApi.changes()]);
      const found = postLines(posts, changes, settings.loaded?.sections.counters ?? [], hall.card);
      // What is being edited stays over what was read.
      const edited = Object.fromEntries(changed.value.map((no) => [no, drafts.value[no]]));
      drafts.value = Object.fromEntries(
        found.map(({ counter, a, b, help }) => [counter, edited[counter] ?? { a: a ?? '', b: [...b], help }]),
      );
      lines.value = found;
      waiting.value = changes.filter(({ status }) => status === 'proposed').length;
      problem.value = null;
    } catch (error) {
      problem.value = problemWords(error);
    }
  }
  void load();

  /** Counters that are not open yet have no post before they are. */
  const unopened = computed(() =>
    lines.value.filter(({ counter, open }) => !open && changed.value.includes(counter)).map(({ counter }) => counter),
  );
  const tomorrow = () => dateOf(Date.now() + 86_400_000, hall.card?.timeZone);
  watch(unopened, (counters) => {
    if (counters.length > 0 && form.from < tomorrow()) form.from = tomorrow();
  });

  const { busy, perform } = useCommand({
    async done() {
      form.reason = '';
      drafts.value = {};
      await load();
    },
  });
  async function propose(): Promise<boolean> {
    if (changed.value.length === 0) return false;
    const posts = changed.value.flatMap((counter) => {
      const draft = drafts.value[counter];
      return draft === undefined
        ? []
        : [{ counter, a: draft.a, b: draft.b.filter((id) => id !== draft.a), help: draft.help }];
    });
    return perform(() => coverApi.proposePosts(posts, form.from, form.reason.trim()), t(texts.proposed));
  }
  return { lines, drafts, changed, unopened, waiting, form, problem, busy, load, propose, ...postEdits(drafts) };
}

/** A line for every saved counter, also for one that opens with the next day. */
function postLines(
  posts: readonly Post[],
  changes: readonly PostChange[],
  counters: readonly CounterConfig[],
  card: HallCard | null,
): PostLine[] {
  const byCounter = new Map(posts.map((post) => [post.counter, post]));
  const open = new Set(card?.counters.map(({ no }) => no));
  const today = dateOf(Date.now(), card?.timeZone);
  const ordered = [...counters].sort((left, right) => left.no - right.no);
  return ordered.map(({ no, name }): PostLine => {
    const { a = null, b = [], help = true } = byCounter.get(no) ?? {};
    return { counter: no, name, a, b: [...b], help, open: open.has(no), coming: comingOf(changes, no, today) };
  });
}

/** Of several that were approved for a later day, the one that comes first. */
function comingOf(changes: readonly PostChange[], counter: number, today: string): PostLine['coming'] {
  const later = changes.filter(({ status, from }) => status === 'approved' && from > today);
  const found = later
    .flatMap(({ from, posts }) => posts.filter((post) => post.counter === counter).map((post) => ({ ...post, from })))
    .sort((left, right) => (left.from < right.from ? -1 : 1));
  return found[0] ?? null;
}

function postEdits(drafts: Ref<Record<number, PostEdit>>) {
  function setA(counter: number, id: string): void {
    const draft = drafts.value[counter];
    if (draft === undefined) return;
    draft.a = id;
    draft.b = draft.b.filter((each) => each !== id);
  }
  function addB(counter: number, id: string): void {
    const draft = drafts.value[counter];
    if (draft !== undefined && id !== '' && id !== draft.a && !draft.b.includes(id)) draft.b.push(id);
  }
  function removeB(counter: number, id: string): void {
    const draft = drafts.value[counter];
    if (draft !== undefined) draft.b = draft.b.filter((each) => each !== id);
  }
  function setHelp(counter: number, help: Help): void {
    const draft = drafts.value[counter];
    if (draft !== undefined) draft.help = help;
  }
  return { setA, addB, removeB, setHelp };
}
