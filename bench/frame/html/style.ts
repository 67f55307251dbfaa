export const STYLE = `
:root { color-scheme: light dark; --bg: #fbfbfc; --surface: #fff; --line: #e2e5eb; --ink: #15181e; --muted: #545b69; --fill: #4f8be0; --good: #12693f; --bad: #b3242b; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #0f1115; --surface: #15181e; --line: #272c36; --ink: #e7e9ee; --muted: #a6adba; --fill: #3e6fb5; --good: #5bd197; --bad: #ff8a8c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 1100px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 24px; margin: 0; }
h2 { font-size: 19px; margin: 0; }
h3 { font-size: 14px; margin: 28px 0 8px; }
p { margin: 4px 0; }
section { margin-top: 28px; padding: 20px 24px 24px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
section h2 + dl + h2 { margin-top: 24px; }
.muted { color: var(--muted); }
.good { color: var(--good); }
.bad { color: var(--bad); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin-top: 8px; }
th { text-align: left; font-weight: 600; color: var(--muted); font-size: 12px; padding: 4px 12px 4px 0; }
td { padding: 4px 12px 4px 0; border-top: 1px solid var(--line); }
.number { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0 0; }
dt { color: var(--muted); }
dd { margin: 0; overflow-wrap: anywhere; }
.plot { display: block; width: 100%; min-width: 720px; height: auto; font-size: 12px; }
.plot text { fill: var(--ink); }
.plot .value { fill: var(--muted); font-variant-numeric: tabular-nums; }
.plot .bar { fill: var(--fill); }
.plot .whisker { stroke: var(--ink); stroke-opacity: 0.6; fill: none; }
.plot .target { stroke: var(--good); stroke-width: 2; fill: none; }
.plot .grid { stroke: var(--line); fill: none; }
`;
