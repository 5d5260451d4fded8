import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { api } from '../../server/client/api.ts';
import {
  boundKeys,
  type KeyBindings,
  type KeyIntent,
  type OwnKeys,
  ownOf,
} from '../../server/contract/counter-keys.ts';

/** The keys of whoever is signed in here: the usual ones until the server has told of others. */
export const useKeyBindings = defineStore('key-bindings', () => {
  const own = shallowRef<OwnKeys>({});
  const bindings = computed<KeyBindings>(() => boundKeys(own.value));
  const caps = (intent: KeyIntent): readonly string[] => bindings.value[intent];
  /** The key that words name; an intent without a key has none to name. */
  const firstCap = (intent: KeyIntent): string => caps(intent)[0] ?? '–';

  async function load(): Promise<void> {
    try {
      own.value = (await api.ownKeys()).own;
    } catch {
      // The keys stay as they are; they are asked for again with the next link to the server.
    }
  }
  /** Throws `ApiError`; then nothing has changed. */
  async function save(wanted: KeyBindings): Promise<void> {
    own.value = (await api.bindKeys(ownOf(wanted))).own;
  }
  return { bindings, caps, firstCap, load, save };
});
