import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The phone, as files that run under `script-src 'self'; style-src 'self'`. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  css: { modules: { generateScopedName: '[name]-[local]-[hash:base64:4]' } },
  build: {
    outDir: '../dist/phone',
    emptyOutDir: true,
    target: 'chrome108',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'ring.html', 'webview.html'] },
  },
})
