import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const API = process.env.CODEARENA_URL ?? 'http://localhost:3000';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), tailwindcss(), precompress()],
  resolve: {
    alias: [
      // monaco-vim still asks for Monaco's old module paths, and its build for browsers brings pieces of Monaco along.
      { find: /^monaco-editor\/esm\/vs\/(.*?)(?:\.js)?$/, replacement: 'monaco-editor/$1' },
      { find: /^monaco-vim$/, replacement: fileURLToPath(import.meta.resolve('monaco-vim')) },
    ],
  },
  worker: { format: 'es' },
  server: { port: 5173, proxy: { '/api': API, '/socket.io': { target: API, ws: true } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // data: URIs would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The editor is one chunk of about 3 MB on purpose: it is loaded only by the pages that show code.
    chunkSizeWarningLimit: 4_000,
  },
});
