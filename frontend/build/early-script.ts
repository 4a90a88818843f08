import type { Plugin } from 'vite';

/** Puts a script of its own before the application's in the page: it runs while the application is still being read. */
export function earlyScript(file: string): Plugin {
  return {
    name: 'early-script',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const chunk = Object.values(bundle ?? {}).find(
          (one) => one.type === 'chunk' && one.isEntry && one.facadeModuleId?.endsWith(file),
        );
        if (bundle && !chunk) throw new Error(`${file} is no entry of the build`);
        const src = `/${bundle ? chunk?.fileName : file}`;
        return [
          { tag: 'script', attrs: { type: 'module', crossorigin: true, src }, injectTo: 'head-prepend' },
        ];
      },
    },
  };
}
