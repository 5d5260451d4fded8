import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { api, request } from '../../server/client/api.ts';
import type { DeviceHealth } from '../../server/contract/device.ts';
import { keepingPageTexts as texts } from '../../server/contract/texts/settings-pages.ts';
import { healthWords, testProblemWords } from '../kit/device-words.ts';
import { t } from '../kit/text.ts';

export interface TestResult {
  state: 'testing' | 'good' | 'bad';
  words: string;
}
const everyMs = 5000;

/** How the devices are now, and tests of them with what came of each. */
export function useDeviceTests() {
  const health = shallowRef<DeviceHealth[]>([]);
  const results = ref<Record<string, TestResult>>({});
  const byId = computed(() => new Map(health.value.map((each) => [each.id, each])));
  /** Devices that the server drives now; others can be tested after a restart. */
  const running = computed(() => new Set(byId.value.keys()));

  async function load(): Promise<void> {
    // A missed beat leaves what was known; the next one comes soon.
    health.value = await request<DeviceHealth[]>('GET', '/api/devices').catch(() => health.value);
  }
  void load();
  const timer = setInterval(load, everyMs);
  onScopeDispose(() => clearInterval(timer));

  function stateOf(id: string): { words: string; good: boolean } | null {
    const found = byId.value.get(id);
    if (found === undefined) return null;
    return { words: healthWords(found), good: found.state !== 'trouble' && found.state !== 'offline' };
  }
  async function test(id: string): Promise<void> {
    results.value[id] = { state: 'testing', words: t(texts.testing) };
    try {
      await api.testDevice(id);
      results.value[id] = { state: 'good', words: t(texts.testGood) };
    } catch (error) {
      results.value[id] = { state: 'bad', words: testProblemWords(error, byId.value.get(id)?.name ?? id) };
    }
    await load();
  }
  return { results, running, stateOf, test };
}
