// Runs before the first paint, so that a dark screen never flashes white. A file of its own because the
// content security policy allows no inline scripts.
(() => {
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const apply = () => {
    const choice = read('aiq:theme');
    root.dataset.theme = choice === 'light' || choice === 'dark' ? choice : dark.matches ? 'dark' : 'light';
  };
  apply();
  root.lang = read('aiq:language') === 'en' ? 'en' : 'ru';
  dark.addEventListener('change', apply);
  addEventListener('storage', apply);
  addEventListener('aiq:theme', apply);
})();
