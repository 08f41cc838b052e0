/**
 * The style of a report: the window's light tokens, on a page that prints to A4. The sheet is one table whose head
 * repeats on every printed page; on screen the head is hidden. Print uses no alternate glyphs: a PDF names characters
 * by the font's own table, and substituted digits could be seen but neither searched nor copied.
 */
export const STYLE = `
:root{--bg:#f6f7f9;--panel:#fff;--line:#e3e6eb;--soft:#eef0f4;--ink:#171b24;--ink2:#4b5465;--ink3:#626b7c;--accent:#3353d6;--accent-soft:#e9edfd;--pos:#0b6e4f;--pos-soft:#e3f4ed;--neg:#b3372f;--neg-soft:#fbe9e7;--warn:#855300;--warn-soft:#fdf1da;--unk:#555a68;--unk-soft:#eceef2;--rest:#7b8496;color-scheme:light}
*{box-sizing:border-box}
html{background:var(--bg)}
body{margin:0;color:var(--ink);font:13px/1.5 "Inter Report",Inter,"Inter Variable",system-ui,-apple-system,"Segoe UI",sans-serif;font-feature-settings:"tnum" 1,"cv05" 1;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.sheet{width:100%;max-width:1000px;margin:0 auto;border-collapse:collapse}
.sheet>tbody>tr>td{padding:36px 32px 48px}
.sheet>thead{display:none}
.mast .brand{display:flex;align-items:center;gap:8px;font-weight:650;letter-spacing:-.01em}
.mast .brand i{width:18px;height:18px;border-radius:5px;background:linear-gradient(135deg,#3353d6,#0f8f6b)}
.mast .brand span{font-weight:400;color:var(--ink3);padding-left:8px;border-left:1px solid var(--line)}
h1{font-size:26px;line-height:1.2;font-weight:650;letter-spacing:-.02em;margin:18px 0 2px}
h2{font-size:16px;font-weight:650;letter-spacing:-.012em;margin:34px 0 8px}
h3{font-size:15px;line-height:1.3;font-weight:650;letter-spacing:-.01em;margin:0}
p{margin:0}
.mast .lead,.sub,.note{color:var(--ink3)}
.sub,.note{font-size:12px}
.note{margin-bottom:8px}
.facts{display:grid;grid-template-columns:132px 1fr;gap:4px 12px;margin:16px 0 0}
.facts dt{color:var(--ink3)}
.facts dd{margin:0}
.facts.small{font-size:12px;margin-top:10px}
.tiles{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin-top:22px}
.tile,.card{background:var(--panel);border:1px solid var(--line);border-radius:10px}
.tile{padding:12px 16px}
.tile .l,.tile .s{font-size:12px;color:var(--ink3)}
.tile .s{color:var(--ink2)}
.tile .v{font-size:24px;line-height:1.25;font-weight:620;letter-spacing:-.02em;margin:2px 0}
.card{padding:18px 20px;margin-top:14px}
.card .top{display:flex;justify-content:space-between;gap:16px;align-items:flex-start}
figure{margin:10px 0 8px}
figcaption{font-size:11px;color:var(--ink3);margin-top:2px}
.say{color:var(--ink2);margin:0 0 8px}
.say b{color:var(--ink);font-weight:620}
.chip{display:inline-block;padding:0 9px;border-radius:11px;font-size:12px;line-height:22px;font-weight:500;white-space:nowrap}
.chip.pos{background:var(--pos-soft);color:var(--pos)}
.chip.neg{background:var(--neg-soft);color:var(--neg)}
.chip.warn{background:var(--warn-soft);color:var(--warn)}
.chip.unk{background:var(--unk-soft);color:var(--unk)}
.chip.line{box-shadow:inset 0 0 0 1px var(--line);color:var(--ink2)}
section table,article table{width:100%;border-collapse:collapse}
section>table{background:var(--panel);border:1px solid var(--line);border-radius:10px;border-spacing:0;border-collapse:separate;overflow:hidden}
section table th,article table th{font-weight:400;text-align:left}
thead th[scope=col]{font-size:11.5px;font-weight:550;color:var(--ink3);padding:7px 8px;border-bottom:1px solid var(--line);white-space:nowrap}
tbody th[scope=row],section td,article td{padding:6px 8px;border-bottom:1px solid var(--soft);vertical-align:top}
tbody tr:last-child>th,tbody tr:last-child>td{border-bottom:0}
section th:first-child,section td:first-child{padding-left:14px}
section th:last-child,section td:last-child{padding-right:14px}
article th:first-child,article td:first-child{padding-left:0}
article th:last-child,article td:last-child{padding-right:0}
.sheet .n{text-align:right;white-space:nowrap}
tr.lead th{font-weight:550}
.headline{color:var(--ink2)}
tr.lead .headline{color:var(--ink)}
.dim{color:var(--ink3);font-size:12px}
.mono{font:11px/1.5 "JetBrains Mono","JetBrains Mono Variable",ui-monospace,"SFMono-Regular",Menlo,Consolas,monospace;font-feature-settings:normal;overflow-wrap:anywhere}
.proven{color:inherit;text-decoration:underline;text-decoration-style:dotted;text-decoration-color:var(--rest);text-underline-offset:3px}
.list td:nth-child(2),.list .n,.list .chip{white-space:nowrap}
.proofs,.list{font-size:12px}
.proofs td:first-child{white-space:nowrap}
tr:target{background:var(--accent-soft)}
.eyes{display:block;width:100%;height:auto}
.eyes .grid{stroke:var(--soft);stroke-width:1}
.eyes .tick{font-size:10.5px;fill:var(--ink3)}
.eyes .arm{font-size:11px;font-weight:620;fill:var(--ink)}
.eyes .eye path{fill:var(--rest);fill-opacity:.28}
.eyes .eye line,.eyes .eye circle{stroke:var(--rest);fill:var(--rest)}
.eyes .eye.lead path{fill:var(--accent);fill-opacity:.5}
.eyes .eye.lead line,.eyes .eye.lead circle{stroke:var(--accent);fill:var(--accent)}
.eyes .wide{stroke-width:1.6}
.eyes .narrow{stroke-width:4}
ul{margin:0;padding-left:18px;color:var(--ink2)}
li{margin:2px 0}
@media (max-width:720px){.tiles{grid-template-columns:repeat(2,1fr)}.sheet>tbody>tr>td{padding:20px 14px}section,article{overflow-x:auto}}
@page{size:A4;margin:12mm 14mm 16mm;@bottom-right{content:counter(page) " / " counter(pages);font:10px Inter,system-ui,sans-serif;color:#626b7c}}
@media print{
html{background:none}
body{font-size:11px;font-feature-settings:"calt" 0,"liga" 0,"tnum" 0}
.sheet{max-width:none}
.sheet>thead{display:table-header-group}
.sheet>thead>tr>td{padding:0 0 14px}
.running{display:flex;justify-content:space-between;font-size:10px;color:var(--ink3);border-bottom:1px solid var(--line);padding-bottom:5px}
.sheet>tbody>tr>td{padding:0}
h1{font-size:22px;margin-top:8px}
h2{margin-top:22px}
h2,.note{break-after:avoid}
.eyes .tick{font-size:13px}
.eyes .arm{font-size:14px}
.tile,.card,.facts,figure,.say,tr,.chip{break-inside:avoid}
.card .facts.small{grid-template-columns:120px 1fr;gap:2px 10px;margin-top:6px}
figure{margin:6px 0}
figcaption{font-size:9px}
.card h3{font-size:12.5px}
tbody th[scope=row],section td,article td{padding:4px 6px}
thead th[scope=col]{padding:5px 6px}
.proofs .mono{font-size:7.5px;overflow-wrap:normal;white-space:nowrap}
.proofs td:first-child{width:auto}
.tile{padding:9px 12px}
.tile .v{font-size:20px}
.tile .l,.tile .s,.sub,.note,.dim,.facts.small,.proofs,.list,.chip{font-size:10px}
thead th[scope=col]{font-size:9.5px}
.chip{line-height:18px;border-radius:9px}
.mono{font-size:8.5px}
.card{padding:12px 16px}
section>table{border-radius:0;border-width:1px 0}
.proven{text-decoration:none}
}`;
