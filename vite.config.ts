import { resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const page = (folder: string) => resolve(import.meta.dirname, folder, 'index.html');

/** One build of three applications. `chrome87` is what old boxes behind displays still run. */
export default defineConfig({
  appType: 'mpa',
  plugins: [vue()],
  publicDir: false,
  build: {
    outDir: 'dist/ui',
    emptyOutDir: true,
    target: 'chrome87',
    rollupOptions: {
      input: { 'counter-ui': page('counter-ui'), signage: page('signage'), kiosk: page('kiosk') },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
});
