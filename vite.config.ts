import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const page = (folder: string) => resolve(import.meta.dirname, folder, 'index.html');

/**
 * Two builds, as modes: `public` for kiosk, phone and boards, `staff` for the rest. Built together they would share one copy
 * of Vue with all that Element Plus needs of it, and old boxes would carry that. `public` goes first and clears the folder.
 */
const inputs: Record<string, Record<string, string>> = {
  public: { signage: page('signage'), kiosk: page('kiosk') },
  staff: { 'counter-ui': page('counter-ui') },
};

/** `chrome87` is what old boxes behind displays still run. */
export default defineConfig(({ mode }) => ({
  appType: 'mpa',
  plugins: [vue()],
  publicDir: false,
  build: {
    outDir: 'dist/ui',
    emptyOutDir: mode !== 'staff',
    target: 'chrome87',
    rollupOptions: {
      input: inputs[mode] ?? { ...inputs.public, ...inputs.staff },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
}));
