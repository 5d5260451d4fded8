import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { ApiError, api } from '../../server/client/api.ts';
import type { Session } from '../../server/contract/session.ts';

const retryMs = 1500;

/** Who is signed in at this browser. `known` turns true once the server has said so, one way or the other. */
export const useStaffSession = defineStore('staff-session', () => {
  const session = shallowRef<Session | null>(null);
  const known = ref(false);

  /** Asks the server, and keeps asking while no answer comes. */
  async function load(): Promise<void> {
    for (;;) {
      try {
        session.value = await api.session();
        known.value = true;
        return;
      } catch (error) {
        if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
          session.value = null;
          known.value = true;
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  /** Throws `ApiError` with `wrong-password` or `account-locked`. */
  async function signIn(staff: string, password: string): Promise<void> {
    session.value = await api.signIn(staff, password);
    known.value = true;
  }

  /** The screen forgets the person even when the server cannot be told. */
  async function signOut(): Promise<void> {
    try {
      await api.signOut();
    } finally {
      session.value = null;
    }
  }

  function forget(): void {
    session.value = null;
  }

  return { session, known, load, signIn, signOut, forget };
});
