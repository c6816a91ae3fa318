/* page-style.h: how the page looks. Inside the module only.
 *
 * Black on white or the other way round, as the reader's system wants it, with at least 4.5 : 1
 * between words and ground; logical sides only, so that it can be mirrored. On paper the
 * addresses of links are written out. */
#pragma once

/* clang-format off */
#define COFFRET_PAGE_STYLE \
  ":root{color-scheme:light dark;--ink:#1d1d20;--ground:#f4f4f6;--paper:#fff;--soft:#5a5a62;" \
  "--line:#dcdce1;--link:#1a5fb4;--tint:#eaf1fb;--mark:#f9e9c3;--marked:#4c3600}" \
  "@media(prefers-color-scheme:dark){:root{--ink:#f4f4f6;--ground:#1b1b1f;--paper:#26262b;" \
  "--soft:#b9b9c2;--line:#43434b;--link:#9ac4f8;--tint:#2b3647;--mark:#4b3b12;--marked:#fbe7b2}}" \
  "*{box-sizing:border-box}html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}" \
  "@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}" \
  "body{margin:0;padding:0 1rem 3rem;background:var(--ground);color:var(--ink);" \
  "font:1rem/1.55 'Adwaita Sans',Inter,system-ui,'Segoe UI',sans-serif;overflow-wrap:anywhere}" \
  "body>*{max-width:46rem;margin:0 auto}header{padding:2.5rem 0 .5rem}" \
  "h1{font-size:2rem;line-height:1.2;margin:0 0 .75rem;letter-spacing:-.01em}" \
  "h2{font-size:1.35rem;line-height:1.3;margin:0}" \
  "h3,.toc h2{font-size:.95rem;font-weight:600;color:var(--soft);margin:0 0 .35rem}" \
  "[dir=auto]{text-align:match-parent}p{margin:0 0 .75rem}.soft{color:var(--soft)}a{color:var(--link);text-underline-offset:.15em}" \
  "a:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}" \
  ".message{white-space:pre-line;border-inline-start:4px solid var(--link);" \
  "padding:.1rem 0 .1rem 1rem;padding-inline:1rem 0;margin:1rem 0 1.25rem}" \
  ".mark{background:var(--mark);color:var(--marked);border-radius:.6rem;padding:.6rem 1rem;" \
  "font-weight:600;margin:0 0 1.25rem}" \
  "dl{margin:0;display:grid;grid-template-columns:minmax(9rem,13rem) 1fr;gap:.45rem 1.25rem}" \
  "dt{color:var(--soft);grid-column:1}dd{margin:0;white-space:pre-line;grid-column:2}" \
  "dd small,.toc small{display:block;color:var(--soft);font-size:.875rem}" \
  "dd a+small,.host{font-size:.875rem;color:var(--soft)}" \
  ".code{font-family:ui-monospace,'Adwaita Mono',monospace;font-size:.8125rem}" \
  "article,.how{background:var(--paper);border:1px solid var(--line);border-radius:1rem;" \
  "padding:1.5rem;margin:1.25rem 0;scroll-margin-top:1rem}" \
  ".by{font-size:1.0625rem;margin:.2rem 0 .1rem}.kind{color:var(--soft);margin:0}" \
  ".proof{background:var(--tint);border-radius:.6rem;padding:.55rem .9rem;margin:1rem 0}" \
  ".own{background:none;border:1.5px dashed var(--soft)}.lead{margin:0 0 1rem;white-space:pre-line}" \
  ".chips{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.45rem}" \
  ".chips li{border:1px solid var(--line);border-radius:.75rem;padding:.25rem .75rem}" \
  ".chips small{display:inline}.chips small::before{content:' · '}" \
  ".toc{margin:1.5rem 0 0}.toc ol,.how ol{margin:0;padding-inline-start:1.6rem}.toc li{margin:.35rem 0}" \
  ".how li{margin:.5rem 0}.how h2{margin-bottom:.5rem}.save{display:inline-block;" \
  "background:var(--link);color:var(--paper);border-radius:.6rem;padding:.6rem 1.1rem;" \
  "min-height:2.75rem;text-decoration:none;font-weight:600}" \
  ".qr{display:block;width:15rem;max-width:100%;height:auto;background:#fff;border-radius:.6rem;margin:1rem 0 .5rem}" \
  "footer{color:var(--soft);font-size:.875rem;padding:.5rem 0}" \
  "@media(max-width:34rem){dl{display:block}dt{font-size:.875rem;margin-top:.7rem}" \
  "h1{font-size:1.6rem}article,.how{padding:1.1rem;border-radius:.8rem}header{padding-top:1.5rem}}" \
  "@page{margin:18mm 16mm}" \
  "@media print{:root{color-scheme:light;--ink:#000;--ground:#fff;--paper:#fff;--soft:#444;" \
  "--line:#bbb;--link:#003a80;--tint:#fff;--mark:#fff;--marked:#000}" \
  "body{font-size:10.5pt;padding:0}body>*{max-width:none}header{padding:0}" \
  "article,.how{padding:0;border:0;border-top:1px solid var(--line);border-radius:0;" \
  "padding-top:1rem;margin:1.25rem 0 0}.mark,.proof{border:1.5px solid}" \
  "h2,.by,.kind{break-after:avoid}dl>*,.chips li,.proof{break-inside:avoid}" \
  "a[href^=http]::after{content:' <' attr(href) '>';font-size:.8125rem;color:var(--soft)}" \
  ".host{display:none}.save{background:none;color:inherit;padding:0;font-weight:400;min-height:0}}"
/* clang-format on */
