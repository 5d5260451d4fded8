import { computed, type Ref, reactive, ref, shallowRef } from 'vue';
import { coverApi } from '../../server/client/cover.ts';
import type { Help } from '../../server/contract/post.ts';
import { keepingPageTexts as texts } from '../../server/contract/texts/settings-pages.ts';
import { dateOf } from '../kit/clock.ts';
import { useHall } from '../kit/hall.ts';
import { problemWords } from '../kit/problem-words.ts';
import { t } from '../kit/text.ts';
import { useCommand } from '../kit/use-command.ts';

export interface PostLine {
  counter: number;
  name: string;
  /** Null where the counter has no post yet. */
  a: string | null;
  b: string[];
  help: Help;
}
interface PostEdit {
  a: string;
  b: string[];
  help: Help;
}

/** The posts in force and how somebody would have them; only what differs is proposed. */
export function usePosts() {
  const hall = useHall();
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
      const byCounter = new Map(posts.map((post) => [post.counter, post]));
      const counters = [...(hall.card?.counters ?? [])].sort((left, right) => left.no - right.no);
      const found = counters.map(({ no, name }): PostLine => {
        const post = byCounter.get(no);
        return { counter: no, name, a: post?.a ?? null, b: [...(post?.b ?? [])], help: post?.help ?? true };
      });
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
  return { lines, drafts, changed, waiting, form, problem, busy, load, propose, ...postEdits(drafts) };
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
