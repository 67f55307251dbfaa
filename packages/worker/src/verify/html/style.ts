/** Everything that the report looks like; light or dark as its reader's system is. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --bg: #fbfbfc; --surface: #fff; --sunken: #f3f4f7; --line: #e2e5eb; --ink: #15181e; --muted: #545b69;
  --ok: #12693f; --ok-soft: #e4f4eb; --ok-fill: #3fa873; --bad: #b3242b; --bad-soft: #fdecec; --bad-fill: #d4545a;
  --warn: #835000; --warn-soft: #fdf2df; --warn-fill: #e0a030; --info: #1c57ad; --info-soft: #e9f1fc; --info-fill: #4f8be0;
  --other: #6b3fa8; --other-soft: #f1eafb;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0f1115; --surface: #15181e; --sunken: #1a1e25; --line: #272c36; --ink: #e7e9ee; --muted: #a6adba;
    --ok: #5bd197; --ok-soft: #11281d; --ok-fill: #2f8f5c; --bad: #ff8a8c; --bad-soft: #32181b; --bad-fill: #b04a50;
    --warn: #efb65c; --warn-soft: #2d2211; --warn-fill: #a87722; --info: #86b7fb; --info-soft: #14243a; --info-fill: #3e6fb5;
    --other: #c3a1f5; --other-soft: #261c38;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 1240px; margin: 0 auto; padding: 32px 24px 64px; }
h1 { font-size: 24px; margin: 0 0 4px; }
h2 { font-size: 19px; margin: 0; }
h3 { font-size: 13px; margin: 24px 0 8px; color: var(--muted); font-weight: 600; }
p { margin: 0; }
a { color: inherit; }
.muted { color: var(--muted); }
.chips { display: flex; flex-wrap: wrap; gap: 8px; margin: 16px 0 0; padding: 0; list-style: none; }
.chips li { padding: 2px 10px; border-radius: 999px; background: var(--sunken); color: var(--muted); }
.chips .good { background: var(--ok-soft); color: var(--ok); }
.chips .bad { background: var(--bad-soft); color: var(--bad); }
section { margin-top: 28px; padding: 20px 24px 24px; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
.mark { font-weight: 700; margin-right: 8px; }
.good > .mark, td.good { color: var(--ok); }
.bad > .mark, td.bad { color: var(--bad); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; color: var(--muted); font-size: 12px; padding: 4px 12px 4px 0; white-space: nowrap; }
td { padding: 5px 12px 5px 0; border-top: 1px solid var(--line); vertical-align: top; }
td.actual { white-space: nowrap; }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td.name { font-family: ui-monospace, monospace; font-size: 13px; min-width: 220px; overflow-wrap: anywhere; }
td.why { border-top: 0; padding-top: 0; }
pre { margin: 0 0 4px; padding: 8px 12px; border-radius: 6px; background: var(--sunken); font: 12px/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.bar { position: relative; width: 260px; height: 14px; margin-top: 4px; border-radius: 3px; background: var(--sunken); overflow: hidden; }
.bar .room { position: absolute; inset: 0 auto 0 0; background: var(--ok-soft); }
.bar .slow { position: absolute; inset: 0 0 0 auto; background: var(--warn-soft); }
.bar .time { position: absolute; top: 3px; bottom: 3px; left: 0; min-width: 2px; border-radius: 2px; background: var(--info-fill); }
.bar .time.fast { background: var(--ok-fill); }
.bar .time.late { background: var(--warn-fill); }
.bar .limit { position: absolute; top: 0; bottom: 0; width: 2px; background: var(--ink); }
.matrix { width: auto; font-size: 12px; }
.matrix th, .matrix td { border: 0; padding: 1px; }
.matrix th.name, .matrix td.name { min-width: 0; position: sticky; left: 0; padding-right: 12px; background: var(--surface); white-space: nowrap; }
.matrix th.group { padding: 0 1px 2px; border-bottom: 2px solid var(--line); font-weight: 500; text-align: left; max-width: 1px; overflow: hidden; text-overflow: ellipsis; }
.cell { display: block; width: 18px; height: 18px; border-radius: 3px; text-align: center; font: 600 11px/18px ui-monospace, monospace; background: var(--sunken); color: var(--muted); }
.cell.AC { background: var(--ok-soft); color: var(--ok); }
.cell.PA { background: var(--info-soft); color: var(--info); }
.cell.WA, .cell.JE { background: var(--bad-soft); color: var(--bad); }
.cell.TL { background: var(--warn-soft); color: var(--warn); }
.cell.RE, .cell.ML, .cell.OL, .cell.CE { background: var(--other-soft); color: var(--other); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 10px; color: var(--muted); font-size: 12px; }
.legend span { display: inline-flex; align-items: center; gap: 6px; }
.legend i { display: inline-block; width: 14px; height: 10px; border-radius: 2px; }
.legend i.room { background: var(--ok-soft); }
.legend i.slow { background: var(--warn-soft); }
.legend i.limit { width: 2px; height: 14px; background: var(--ink); }
.findings { margin: 0; padding: 0; list-style: none; }
.findings li { padding: 5px 0; border-top: 1px solid var(--line); }
.findings li:first-child { border-top: 0; }
.tag { display: inline-block; min-width: 68px; margin-right: 10px; padding: 0 8px; border-radius: 4px; font-size: 12px; text-align: center; }
.tag.good { background: var(--ok-soft); color: var(--ok); }
.tag.bad { background: var(--bad-soft); color: var(--bad); }
.tag.warn { background: var(--warn-soft); color: var(--warn); }
code { font: 13px ui-monospace, monospace; }
`;
