// Runs before the first paint, so that a remembered theme never flashes. A file of its own, because the page's
// content security policy allows no inline scripts.
(() => {
  const colours = { light: '#fbfbfc', dark: '#0f1115' };
  let choice = null;
  try {
    choice = localStorage.getItem('codearena.theme');
  } catch {
    // Without storage the system's theme is used.
  }
  const system = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  const theme = choice === 'light' || choice === 'dark' ? choice : system;
  document.documentElement.dataset.theme = theme;
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', colours[theme]);
})();
